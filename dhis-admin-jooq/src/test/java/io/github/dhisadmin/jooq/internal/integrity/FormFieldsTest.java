package io.github.dhisadmin.jooq.internal.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormFieldsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<input id=\"deUid000001-coUid000001-val\" title=\"x\" />",
        "<input title='x' id='deUid000001-coUid000001-val'>",
        "<input\n  name=entryfield\n  id = deUid000001-coUid000001-val>",
        "<TEXTAREA ID=\"deUid000001-coUid000001-val\"></TEXTAREA>",
        "<select id=\"deUid000001-coUid000001-val\"><option/></select>",
        "<script>add('<input id=\"deUid000001-coUid000001-val\">')</script>",
        "<script>add(\"<input id=\\\"deUid000001-coUid000001-val\\\">\")</script>",
        "<input dataelementid=\"deUid000001\" id=\"total1\" readonly/>",
        "<span dataElementId='deUid000001'></span>",
        "<span DATAELEMENTID = deUid000001 ></span>",
        "if (a<b) { } <!-- note --> <input id=\"deUid000001-coUid000001-val\">"
      })
  void field_is_found_however_it_is_written(String html) {
    assertThat(FormFields.dataElements(html)).containsExactly("deUid000001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "deUid000001-coUid000001-val",
        "<input id=\"deUid000001-coUid000001\">",
        "<input id=\"deUid000001-coUid000001-value\">",
        "<input id=\"deUid00001-coUid000001-val\">",
        "<input id=\"deUid000001x-coUid000001-val\">",
        "<input id=\"1eUid000001-coUid000001-val\">",
        "<input data-id=\"deUid000001-coUid000001-val\">",
        "<input grid=\"deUid000001-coUid000001-val\">",
        "<input indicatorid=\"deUid000001\">",
        "<input dataelementid=\"deUid000001x\">",
        "<!-- <input id=\"deUid000001-coUid000001-val\"> -->",
        "<!-- never closed <input dataelementid=\"deUid000001\">"
      })
  void what_is_no_field_is_not_found(String html) {
    assertThat(FormFields.dataElements(html)).isEmpty();
  }

  @Test
  void all_fields_of_a_form_are_found_once() {
    assertThat(
            FormFields.dataElements(
                "<table><tr><td><input id=\"deUid000001-coUid000001-val\"/></td>"
                    + "<td><input id=\"deUid000001-coUid000002-val\"/></td>"
                    + "<td><input dataelementid='deUid000002'></td></tr></table>"))
        .containsExactlyInAnyOrder("deUid000001", "deUid000002");
  }
}
