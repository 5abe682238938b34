namespace Equipoise.Cli.Verbs;

/// <summary>What <c>equipoise new</c> writes: a small trial that passes every check, to be changed line by line.</summary>
static class StarterProtocol
{
    public const string Text = """
        # The protocol of a randomized trial, in one file: what is promised before anyone is enrolled.
        # Change every line to what your trial promises; 'equipoise check' lists whatever does not hold together.
        # scenario.yaml beside it is a world to rehearse the trial in.
        # Times have units (days, weeks, months, years); a share is 90% or 0.9; quote a text with a comma, a colon or a question mark in it.

        equipoise: 1                             # the version of this file format

        # ---------------------------------------------------------------- Who and what the trial is

        trial:
          id: MYTRIAL                            # STUDYID in every dataset
          title: A new treatment compared with standard treatment
          phase: 3
          masking: open label
          protocol version: "0.1"
          funding: Not yet funded                # who pays, in words fit to print
          # registry: NCT00000000                # once it is registered
          calendar: { opens: 2027-01-04, closes to accrual: 2028-12-29 }

        # ---------------------------------------------------------------- What is compared with what

        arms:
          new:                                   # ARMCD, in upper case
            label: New treatment
            role: experimental
            ratio: 1                             # its share of the allocation
            gives: [new-drug]
          standard:
            label: Standard treatment
            role: control                        # exactly one arm: every hazard ratio is experimental over control
            ratio: 1
            gives: [standard-drug]

        treatments:
          new-drug:
            label: New drug
            cycle: 28 days
            days: 1-21                           # days of the cycle on which it is given
            doses: [100 mg, 75 mg]               # the starting dose first; below the last, treatment stops
          standard-drug:
            label: Standard drug
            cycle: 28 days
            days: 1

        # ---------------------------------------------------------------- Who may enter

        # One rule each: answer: yes | at least: 1.0 | at most: 1 | between: 4 and 8 | one of: [CR, PR, SD]

        eligibility:
          include:
            adult: { ask: Age in completed years at consent, unit: years, at least: 18 }
            performance: { ask: ECOG performance status, between: 0 and 2 }
            stage: { ask: Stage of the disease, one of: [III, IV] }
          exclude:
            pregnancy: { ask: "Pregnant or breastfeeding?", answer: yes }

        # ---------------------------------------------------------------- How participants come to their arms

        randomize:
          method: permuted blocks                # or: minimization, or: simple
          block sizes: [4, 6, 8]                 # drawn at random; each a multiple of the sum of the ratios
          strata:
            extent:
              label: Extent of disease
              from: stage                        # the answer to a criterion, or the choice of a treatment ...
              levels: [III, IV]
            surgery:
              label: Earlier surgery
              ask: "Was there surgery before?"   # ... or asked at randomization
              levels: [yes, no]

        # ---------------------------------------------------------------- What is seen afterwards, and how often

        follow up:
          tumor assessment: { every: 12 weeks, window: 7 days, by: investigator, criteria: RECIST 1.1 }
          visits:
            cycle: { label: Day 1 of each cycle, first: day 1, every: 28 days, window: 3 days }
          laboratory:
            when: [day 1 of each cycle]
            tests:
              neutrophils: { code: NEUT, unit: 10^9/L, lower limit of normal: 2.0, upper limit of normal: 7.5 }
          adverse events: { grade: CTCAE 4.03, until: 30 days after last dose }

        # ---------------------------------------------------------------- What is measured

        endpoints:
          PFS:                                   # PARAMCD: at most 8 upper-case letters and digits
            label: Progression-free survival
            from: randomization                  # or: first dose
            event: progression or death
            censor:
              no event: last adequate assessment
              two missed assessments: last adequate assessment
            unit: months
          OS:
            label: Overall survival
            from: randomization
            event: death
            censor: { no event: last known alive }
            unit: months

        # ---------------------------------------------------------------- How large the trial must be

        design:
          primary: PFS
          one-sided alpha: 2.5%
          power: 90%
          hazard ratio: 0.7                      # experimental over control; below 1 favors experimental
          control median: 12 months
          accrual: { participants: 400, over: 24 months }
          dropout: 5% yearly                     # or: none
          cutoff: at planned events              # or: at 300 events, or: on 2029-06-29
        # looks:                                 # interim analyses, if any
        #   at: [50%, 75%, 100%]                 # shares of the planned events; the last is the final analysis
        #   efficacy: Lan-DeMets O'Brien-Fleming # or: Hwang-Shih-DeCani -4, Kim-DeMets 3, Pocock, ...
        #   futility: non-binding Hwang-Shih-DeCani -2

        # ---------------------------------------------------------------- How the endpoints become numbers

        analysis:
          PFS:                                   # the first is the primary analysis
            test: stratified log-rank            # or: log-rank
            effect: "stratified Cox, ties Efron" # or: "Cox, ties Efron"; ties may be Breslow
            confidence: 95%
            curves: log-log                      # the scale of the intervals of curves and medians; or: log, plain
            median: as SAS                       # the rule where the curve is flat at one half; or: as R
            landmarks: [12 months, 24 months]
            subgroups: [extent, surgery]
          OS:
            test: stratified log-rank
            effect: "stratified Cox, ties Efron"
            confidence: 95%
            curves: log-log
            median: as SAS
          baseline: [age, sex, performance, extent, surgery]
          safety: { count: worst grade per participant, show terms in: 5% of either arm }
          # partial dates: first of the month    # the day where the month alone is known; or: 15th of the month, conservative

        # ---------------------------------------------------------------- How the public is told, without numbers

        plain words:
          condition: the disease
          population: people with the disease
          experimental: the new drug
          control: the standard drug
          outcomes:
            PFS: time until the disease grew or the person died
            OS: time until death of any cause

        """;
}
