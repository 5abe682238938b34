namespace Equipoise.Trial.Tests.Conformance;

/// <summary>How the data sets that a rule matches meet the one in its scope.</summary>
/// <remarks>Source: docs/match_datasets.md of cdisc-open-rules.</remarks>
public sealed class JoinFacts
{
    const string Dm = "DM: DOMAIN: DM,DM | USUBJID: 1,2 | RFSTDTC: 2020,2021";

    [Fact]
    public void Records_meet_by_their_keys_and_keep_their_numbers() =>
        SmallStudy
            .Rule(
                "{all: [{name: AESTDTC, operator: date_less_than, value: RFSTDTC}]}",
                "Match Datasets: [{Name: DM, Keys: [USUBJID]}]"
            )
            .Found("AE: DOMAIN: AE,AE,AE | USUBJID: 2,3,1 | AESTDTC: 2020,2000,2022", Dm)
            .ShouldBe("AE 1");

    [Fact]
    public void A_record_without_a_partner_stays_in_a_left_join_only()
    {
        const string Check = "{all: [{name: RFSTDTC, operator: empty}]}";
        string[] study = ["AE: DOMAIN: AE,AE | USUBJID: 1,3", Dm];
        SmallStudy.Rule(Check, "Match Datasets: [{Name: DM, Keys: [USUBJID]}]").Found(study).ShouldBe("");
        SmallStudy.Rule(Check, "Match Datasets: [{Name: DM, Keys: [USUBJID], Join Type: left}]").Found(study).ShouldBe("AE 2");
    }

    [Fact]
    public void Keys_may_have_different_names_on_the_two_sides() =>
        SmallStudy
            .Rule(
                "{all: [{name: SPEC, operator: not_equal_to, value: BSSPEC}]}",
                "Match Datasets: [{Name: BS, Keys: [USUBJID, {Left: REFID, Right: BSREFID}]}]"
            )
            .Found(
                "RELSPEC: USUBJID: 1,1 | REFID: a,b | SPEC: BLOOD,URINE",
                "BS: DOMAIN: BS,BS | USUBJID: 1,1 | BSREFID: b,a | BSSPEC: BLOOD,BLOOD"
            )
            .ShouldBe("RELSPEC 2");

    [Fact]
    public void A_variable_that_both_have_is_named_by_its_data_set() =>
        SmallStudy
            .Rule(
                "{all: [{name: VISITDY, operator: not_equal_to, value: TV.VISITDY}]}",
                "Match Datasets: [{Name: TV, Keys: [VISITNUM]}]"
            )
            .Found("SV: DOMAIN: SV,SV | VISITNUM#: 1,2 | VISITDY#: 1,9", "TV: DOMAIN: TV,TV | VISITNUM#: 1,2 | VISITDY#: 1,8")
            .ShouldBe("SV 2");

    [Fact]
    public void Supplemental_qualifiers_become_variables_of_the_records_they_qualify() =>
        SmallStudy
            .Rule("{all: [{name: AESOSP, operator: equal_to, value: X}]}", "Match Datasets: [{Name: SUPPAE, Keys: [USUBJID]}]")
            .Found(
                "AE: DOMAIN: AE,AE,AE | USUBJID: 1,1,2 | AESEQ#: 1,2,2",
                "SUPPAE: RDOMAIN: AE | USUBJID: 1 | IDVAR: AESEQ | IDVARVAL: 2 | QNAM: AESOSP | QVAL: X"
            )
            .ShouldBe("AE 2");

    [Fact]
    public void A_child_finds_the_record_that_it_names() =>
        SmallStudy
            .Rule(
                "{all: [{name: IDVARVAL, operator: not_equal_to, value: IDVAR, value_is_reference: true}]}",
                "Match Datasets: [{Name: CO, Keys: [USUBJID, IDVAR, IDVARVAL], Child: true}]"
            )
            .Found(
                "AE: DOMAIN: AE,AE | USUBJID: 1,2 | AESEQ#: 1,7",
                "CO: DOMAIN: CO,CO,CO | RDOMAIN: AE,AE,LB | USUBJID: 1,1,1 | IDVAR: AESEQ,AESEQ,LBSEQ | IDVARVAL: 1,7,1"
            )
            // The rule is about every data set: AE has no IDVARVAL and is passed over.
            .ShouldBe("CO 2, CO 3");

    [Theory]
    [InlineData("RELREC: RDOMAIN: FA,CM | USUBJID: 1,1 | IDVAR: FASEQ,CMSEQ | IDVARVAL: 2,5 | RELID: r,r", "FA 2")]
    // Without values whole data sets are related: records meet where the two variables agree.
    [InlineData("RELREC: RDOMAIN: FA,CM | USUBJID: , | IDVAR: FALNKID,CMLNKID | IDVARVAL: , | RELID: r,r", "FA 1")]
    public void Related_records_come_under_RELREC(string relrec, string found) =>
        SmallStudy
            .Rule("{all: [{name: FAOBJ, operator: not_equal_to, value: RELREC.**TRT}]}", "Match Datasets: [{Name: RELREC}]")
            .Found(
                relrec,
                "FA: DOMAIN: FA,FA,FA | USUBJID: 1,1,2 | FASEQ#: 1,2,2 | FALNKID: k,m,k | FAOBJ: X,Y,Z",
                "CM: DOMAIN: CM | USUBJID: 1 | CMSEQ#: 5 | CMLNKID: k | CMTRT: W"
            )
            .ShouldBe(found);

    [Fact]
    public void A_domain_that_is_split_over_files_is_one_and_its_records_keep_the_numbers_of_their_files() =>
        SmallStudy
            .Rule("{all: [{name: QSSEQ, operator: is_not_unique_set, value: USUBJID}]}")
            .Found("QSA: DOMAIN: QS,QS | USUBJID: 1,1 | QSSEQ#: 1,2", "QSB: DOMAIN: QS | USUBJID: 1 | QSSEQ#: 2")
            .ShouldBe("QSA 2, QSB 1");
}
