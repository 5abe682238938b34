namespace Equipoise.Cli.Verbs;

/// <summary>What <c>equipoise new</c> writes beside the protocol: a world in which it can be rehearsed.</summary>
static class StarterScenario
{
    public const string Text = """
        # A world in which the trial of protocol.yaml can be rehearsed: virtual participants, and what happens to them.
        # Nothing here is a promise. Change every line to what you expect of your participants:
        #
        #     equipoise rehearse protocol.yaml --out rehearsal
        #     equipoise simulate protocol.yaml --scenario scenario.yaml

        equipoise scenario: 1

        title: A first guess

        participants: 400
        accrual: 24 months
        sites: 40
        sites with forms: 20%                    # of the sites, those that fill in every form
        screen failures: 12%
        age: { mean: 62, standard deviation: 10, from: 25, to: 85 }
        women: 50%

        # How answers fall among the eligible. Questions that are not listed get an answer that permits entry.
        answers:
          adult:       age
          performance: { "0": 45%, "1": 45%, "2": 10% }
          stage:       { III: 40%, IV: 60% }
          surgery:     { yes: 35%, no: 65% }

        missed assessments: 3%

        # Of adverse events: how many are serious, by grade 1, 2, 3, 4, 5, and how many are related to the treatment.
        serious: [0%, 1%, 8%, 40%, 100%]
        related: 60%

        # Hazards are per month. A progression is seen at the next assessment, six weeks later on average, so these medians lie 1.4
        # months before those of the design: 12 months, and 12 / 0.7 = 17.1 months.
        arms:
          new:
            progression or death: [ { from: 0 months, median: 15.7 months } ]
            death first: 8%                      # of these, the share that dies without progression
            death after progression: 0.05
            never treated: 1%
            withdrawal: 0.002
            new therapy: 0.002                   # another therapy before progression
            dosing: { treatment: new-drug, interrupt: 40%, reduce: 20%, stop: 8% }   # after an adverse event of grade 3 or more
          standard:
            progression or death: [ { from: 0 months, median: 10.6 months } ]
            death first: 8%
            death after progression: 0.05
            never treated: 1%
            withdrawal: 0.002
            new therapy: 0.002

        # By system organ class: median onset after the first dose, median length, and by arm the shares of participants whose worst
        # grade is 1, 2, 3, 4, 5.
        adverse events:
          Blood and lymphatic system disorders:
            Neutropenia:
              onset: 15 days
              lasts: 7 days
              seen in: neutrophils               # the laboratory test that shows it ...
              values: [2.0, 1.5, 1.0, 0.5, 0.1, 0]   # ... and the limits of its grades
              new: [8%, 12%, 15%, 4%, 0%]
              standard: [5%, 5%, 4%, 1%, 0%]
          General disorders and administration site conditions:
            Fatigue: { onset: 30 days, lasts: 28 days, new: [25%, 15%, 4%, 0%, 0%], standard: [20%, 10%, 2%, 0%, 0%] }
          Gastrointestinal disorders:
            Diarrhea: { onset: 20 days, lasts: 10 days, new: [22%, 10%, 4%, 0.2%, 0%], standard: [12%, 5%, 1%, 0%, 0%] }
            Nausea: { onset: 10 days, lasts: 7 days, new: [20%, 8%, 1%, 0%, 0%], standard: [16%, 6%, 1%, 0%, 0%] }

        """;
}
