package io.github.dhisadmin.core.internal.integrity.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.integrity.CheckStatus;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.ObjectReference;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.integrity.TrendPoint;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonReportTest {
  private static final String CHECK_OF_UNITS =
      "{'id':'units_orphaned','code':'UO','title':'Title of units_orphaned','description':'What is"
          + " wrong.','recommendation':'What to do.','place':'Maintenance app','section':'Data"
          + " elements (aggregate)','severity':'SEVERE','dhis2Severity':'WARNING',"
          + "'source':'SEED','slow':false,"
          + "'objectType':'dataElements','status':'ISSUES','count':1,'total':3,"
          + "'percentage':33.3333,'durationMs':56,'error':null";

  private static final IntegrityIssue ISSUE =
      new IntegrityIssue(
          Severity.INFO,
          null,
          "Bo \"<b>\"",
          "alone",
          List.of(
              new ObjectReference("dataSets", "dataSetUid1", "Monthly"),
              new ObjectReference("", null, "note")));

  @Test
  void details_hold_issues_with_their_references() throws IOException {
    assertThat(json(details()))
        .isEqualTo(
            "{'runId':42,'state':'SUCCEEDED','startedAt':'2026-03-01T02:00:00Z','durationMs':1234,"
                + "'failOn':'WARNING','checks':["
                + CHECK_OF_UNITS
                + ",'truncated':false,'issues':[{'id':null,'name':'Bo \\'<b>\\'','severity':'INFO',"
                + "'comment':'alone','refs':[{'type':'dataSets','uid':'dataSetUid1','name':"
                + "'Monthly'},{'type':'','uid':null,'name':'note'}]}]}],"
                + "'warnings':[{'code':'NO_COMPULSORY_GROUP_SETS','table':'units','detail':"
                + "'none is <compulsory>','count':1}]}");
  }

  @Test
  void summary_holds_no_issues() throws IOException {
    String json =
        json(
            new ReportContent(
                ReportResults.of(ReportResults.found("units_orphaned", Severity.SEVERE, 1, 3L)),
                false,
                Severity.WARNING,
                Map.of()));

    assertThat(json).contains(CHECK_OF_UNITS + "}]").doesNotContain("'issues'");
  }

  @Test
  void check_that_did_not_run_says_why() throws IOException {
    String json =
        json(
            new ReportContent(
                ReportResults.of(ReportResults.ended("units", CheckStatus.TIMEOUT, "too long")),
                false,
                Severity.WARNING,
                Map.of()));

    assertThat(json)
        .contains("'status':'TIMEOUT','count':0,'total':null,'percentage':null")
        .contains("'error':'too long'");
  }

  @Test
  void trend_is_there_when_there_is_history() throws IOException {
    String json =
        json(
            new ReportContent(
                details().result(),
                true,
                Severity.WARNING,
                Map.of(
                    "units_orphaned",
                    List.of(
                        new TrendPoint(42, Instant.parse("2026-03-01T02:00:00Z"), 1, 3L),
                        new TrendPoint(41, Instant.parse("2026-02-01T02:00:00Z"), 5, null)))));

    assertThat(json)
        .contains(
            "'trend':[{'runId':42,'at':'2026-03-01T02:00:00Z','count':1},"
                + "{'runId':41,'at':'2026-02-01T02:00:00Z','count':5}]");
  }

  private static ReportContent details() {
    return new ReportContent(
        ReportResults.of(ReportResults.found("units_orphaned", Severity.SEVERE, 1, 3L, ISSUE)),
        true,
        Severity.WARNING,
        Map.of());
  }

  /** The document with single quotes, which are easier on the eye. */
  private static String json(ReportContent content) throws IOException {
    StringWriter out = new StringWriter();
    new JsonReport(content).writeTo(out);
    return out.toString().replace('"', '\'');
  }
}
