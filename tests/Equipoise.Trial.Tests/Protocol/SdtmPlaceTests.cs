namespace Equipoise.Trial.Tests.Protocol;

/// <summary>Where the protocol says that SDTM has an answer, and what it says of the trial's summary and treatments.</summary>
public sealed class SdtmPlaceTests
{
    const string Item = "        sdtm: SUPPDM MENOSTAT            # where SDTM has the answer\n";

    [Fact]
    public void The_example_says_where_its_answers_and_treatments_stand()
    {
        var protocol = Examples.PatinaProtocol;
        protocol
            .Eligibility.Where(criterion => criterion.Sdtm is not null)
            .Select(criterion => $"{criterion.Id} {criterion.Sdtm!.Domain} {criterion.Sdtm.Code} {criterion.Category}".TrimEnd())
            .ShouldBe(["performance RS ECOG101 ECOG", "neutrophils LB NEUT", "platelets LB PLAT", "hemoglobin LB HGB"]);
        protocol.Treatments.Select(one => $"{one.Form}|{one.Frequency}|{one.Route}|{one.DoseInWords}|{one.UnitInWords}")
            .ShouldBe(["capsule|QD|oral||", "|every 3 weeks||as its label says|mg", "|||as its label says|mg"]);
        // CDISC's names of the tests (C67154).
        protocol.FollowUp!.Laboratory.Select(test => $"{test.Code} {test.Name} {test.Category}")
            .ShouldBe(["NEUT Neutrophils HEMATOLOGY", "PLAT Platelets HEMATOLOGY", "HGB Hemoglobin HEMATOLOGY"]);
        string[] stated = ["HLTSUBJI N", "STOPRULE NONE", "TTYPE EFFICACY", "TTYPE SAFETY"];
        stated.ShouldBeSubsetOf(protocol.Trial.Summary.Select(one => $"{one.Parameter.Code} {one.Value}"));
    }

    [Fact]
    public void A_parameter_that_CDISC_does_not_list_is_refused() =>
        Slip.In("    SPONSOR: Alliance", "    ‸SPONSER: Alliance", "trial.summary.SPONSER", "'SPONSER' is no parameter of a trial's summary (TSPARMCD)");

    [Fact]
    public void A_criterion_in_a_domain_that_takes_none_is_refused() =>
        Slip.In("      sdtm: LB NEUT\n", "      sdtm: ‸VS NEUT\n", "eligibility.include.neutrophils.sdtm", "'VS' is no domain that takes such answers");

    [Fact]
    public void A_classification_without_a_category_is_refused() =>
        Slip.In(
            [("      category: ECOG\n", ""), ("      sdtm: RS ECOG101\n", "      sdtm: ‸RS ECOG101\n")],
            "eligibility.include.performance.sdtm",
            "is a test of RS, which groups tests by category, and there is none"
        );

    [Fact]
    public void A_yes_or_no_is_no_laboratory_value() =>
        Slip.In(
            "      ask: \"Metastatic breast cancer?\"\n",
            "      ask: \"Metastatic breast cancer?\"\n      sdtm: ‸LB METS\n",
            "eligibility.include.metastatic.sdtm",
            "is a laboratory test, and the answer is no number"
        );

    [Fact]
    public void A_category_without_a_place_is_refused() =>
        Slip.In(
            "      ask: \"Metastatic breast cancer?\"\n",
            "      ask: \"Metastatic breast cancer?\"\n      ‸category: ECOG\n",
            "eligibility.include.metastatic.category",
            "is of a test of SDTM, and sdtm is missing"
        );

    [Fact]
    public void A_dose_in_words_beside_doses_is_refused() =>
        Slip.In(
            "    form: capsule ",
            "    ‸dose in words: much\n    form: capsule ",
            "treatments.palbociclib.dose in words",
            "has no meaning where doses are listed"
        );

    [Fact]
    public void A_dose_in_words_without_a_unit_is_refused() =>
        Slip.In(
            [("    dose unit: mg\n", ""), ("    dose in words: as its label says     #", "    ‸dose in words: as its label says     #")],
            "treatments.anti-HER2.dose in words",
            "has no unit"
        );

    [Fact]
    public void A_variable_that_takes_no_answers_is_refused() =>
        Slip.In(Item, "        sdtm: ‸DM AGE\n", "forms.demographics.items.menopause.sdtm", "'AGE' is no variable of DM that takes answers");

    /// <summary>CDISC's list of races (C74457) cannot be extended.</summary>
    [Fact]
    public void An_answer_that_CDISC_does_not_have_is_refused() =>
        Slip.In(
            Item,
            "        sdtm: ‸DM RACE\n",
            "forms.demographics.items.menopause.sdtm",
            "'before menopause' is no answer that RACE has"
        );

    [Fact]
    public void A_date_of_a_disease_without_the_disease_is_refused() =>
        Slip.In(
            [("sdtm: MH MHTERM }", "}"), ("sdtm: MH MHSTDTC }", "sdtm: ‸MH MHSTDTC }"), (", sdtm: MH MHENRTPT }", " }"), (", sdtm: MH MHENDTC }", " }")],
            "forms.history.groups.conditions.items.began.sdtm",
            "is of a disease, and nothing in its group is MHTERM, the name of it"
        );

    [Fact]
    public void A_start_that_is_no_date_is_refused() =>
        Slip.In(
            [("required: yes, sdtm: MH MHENRTPT }", "required: yes, sdtm: ‸MH MHSTDTC }"), (", sdtm: MH MHSTDTC }", " }")],
            "forms.history.groups.conditions.items.ongoing.sdtm",
            "MHSTDTC is a date or a partial date, and this is not"
        );
}
