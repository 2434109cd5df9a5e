package io.github.dhisadmin.sync.internal.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of reference that an expression can hold (D.9, 18: some were not followed). */
class ExpressionReferencesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#{fbfJHSPpUQD} | dataElements/fbfJHSPpUQD",
        "#{fbfJHSPpUQD.pq2XI5kz2BY} | categoryOptionCombos/pq2XI5kz2BY,dataElements/fbfJHSPpUQD",
        "#{fbfJHSPpUQD.*.HllvX50cXC0} |"
            + " categoryOptionCombos/HllvX50cXC0,dataElements/fbfJHSPpUQD",
        "#{deGroup:oDkJh5Ddh7d} | dataElementGroups/oDkJh5Ddh7d",
        "#{fbfJHSPpUQD.co:btOyqprQ9e8&TNYQzTHdoxL} |"
            + " categoryOptions/TNYQzTHdoxL,categoryOptions/btOyqprQ9e8,dataElements/fbfJHSPpUQD",
        "#{fbfJHSPpUQD.coGroup:nLQVKXnTyHq} |"
            + " categoryOptionGroups/nLQVKXnTyHq,dataElements/fbfJHSPpUQD",
        "D{IpHINAT79UW.UXz7xuGCEhU} | dataElements/UXz7xuGCEhU,programs/IpHINAT79UW",
        "A{IpHINAT79UW.cejWyOfXge6} | programs/IpHINAT79UW,trackedEntityAttributes/cejWyOfXge6",
        "C{bCqvfPR02Im} | constants/bCqvfPR02Im",
        "I{p2Zxg0wcPQ3} | programIndicators/p2Zxg0wcPQ3",
        "N{Uvn6LCg7dVU} | indicators/Uvn6LCg7dVU",
        "R{lyLU2wR22tC.REPORTING_RATE} | dataSets/lyLU2wR22tC",
        "OUG{CXw2yu5fodb} | organisationUnitGroups/CXw2yu5fodb",
        "if(orgUnit.ancestor(ImspTQPwCqd),1,0) | organisationUnits/ImspTQPwCqd",
        "if(orgUnit.group(CXw2yu5fodb),1,0) | organisationUnitGroups/CXw2yu5fodb",
        "if(orgUnit.dataSet(lyLU2wR22tC),1,0) | dataSets/lyLU2wR22tC",
        "if(orgUnit.program(IpHINAT79UW),1,0) | programs/IpHINAT79UW"
      })
  void reference_of_an_indicator_is_found(String expression, String references) {
    assertThat(ExpressionReferences.of("indicators", expression))
        .extracting(MetadataObject::toString)
        .containsExactly(references.split(",", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#{A03MvHHogjR.UXz7xuGCEhU} | dataElements/UXz7xuGCEhU,programStages/A03MvHHogjR",
        "A{cejWyOfXge6} | trackedEntityAttributes/cejWyOfXge6",
        "C{bCqvfPR02Im} | constants/bCqvfPR02Im",
        "d2:daysBetween(PS_EVENTDATE:A03MvHHogjR, V{event_date}) | programStages/A03MvHHogjR"
      })
  void reference_of_a_program_indicator_is_found(String expression, String references) {
    assertThat(ExpressionReferences.of("programIndicators", expression))
        .extracting(MetadataObject::toString)
        .containsExactly(references.split(",", -1));
  }

  @Test
  void numbers_days_and_what_cannot_be_read_refer_to_nothing() {
    assertThat(ExpressionReferences.of("indicators", "1 + [days] * #{short} / R{")).isEmpty();
  }
}
