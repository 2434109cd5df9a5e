package io.github.dhisadmin.core.internal.migration.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

class JsonDiscrepanciesTest {

  @Test
  void document_tells_the_whole_and_each() throws IOException {
    StringWriter out = new StringWriter();

    new JsonDiscrepancies(FoundDiscrepancies.of("7", null).list()).writeTo(out);

    assertThat(out)
        .hasToString(
            """
            {"run":7,"matched":40,"total":1,"kinds":{"MISSING_AT_DESTINATION":0,\
            "MISSING_AT_SOURCE":0,"VALUE_DIFFERS":1,"NOT_COMPARABLE":0},"parts":[\
            {"itemSet":"vaccines","period":"202601",\
            "source":{"values":41,"checksum":"0000000000001234"},\
            "destination":{"values":40,"checksum":"ffffffffffffffff"}}],"discrepancies":[\
            {"itemSet":"vaccines","kind":"VALUE_DIFFERS","dataElement":"x3Do5e7g4Qo",\
            "period":"202601","organisationUnit":"DiszpKrYNg8",\
            "categoryOptionCombo":"Prlt0C1RF0s","attributeOptionCombo":"",\
            "source":"7","destination":null}]}""");
  }

  @Test
  void discrepancies_are_read_a_page_at_a_time_to_the_last() throws IOException {
    FoundDiscrepancies found = FoundDiscrepancies.many(2_500);
    StringWriter out = new StringWriter();

    new JsonDiscrepancies(found.list()).writeTo(out);

    assertThat(found.pages()).containsExactly(1_000, 1_000, 500);
    assertThat(out.toString().split("\"organisationUnit\"", -1)).hasSize(2_501);
  }

  @Test
  void no_more_are_read_than_are_told() throws IOException {
    FoundDiscrepancies found = FoundDiscrepancies.many(2_500);

    new JsonDiscrepancies(found.list().atMost(1_200)).writeTo(Writer.nullWriter());

    assertThat(found.pages()).containsExactly(1_000, 200);
  }
}
