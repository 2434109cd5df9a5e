package io.github.dhisadmin.datalock;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether data can be entered.
 *
 * @param dataSet uid of the data set
 * @param period ISO id of the period
 * @param organisationUnit uid of the organisation unit
 * @param attributeOptionComboOrNull uid of the attribute option combo; null for the default one
 * @param atOrNull when the data is entered; null for now
 * @param rights what the user may do
 * @param formulaOrNull how expiry is told; null for the way of the DHIS2 version of the database
 */
public record LockQuestion(
    String dataSet,
    String period,
    String organisationUnit,
    @Nullable String attributeOptionComboOrNull,
    @Nullable Instant atOrNull,
    EntryRights rights,
    @Nullable ExpiryFormula formulaOrNull) {

  /** Asks for now, an ordinary user and the default attribute option combo. */
  public static LockQuestion of(String dataSet, String period, String organisationUnit) {
    return new LockQuestion(
        dataSet, period, organisationUnit, null, null, EntryRights.ORDINARY, null);
  }

  /** The same for another attribute option combo. */
  public LockQuestion attributeOptionCombo(String uid) {
    return new LockQuestion(
        dataSet, period, organisationUnit, uid, atOrNull, rights, formulaOrNull);
  }

  /** The same at another moment. */
  public LockQuestion at(Instant moment) {
    return new LockQuestion(
        dataSet,
        period,
        organisationUnit,
        attributeOptionComboOrNull,
        moment,
        rights,
        formulaOrNull);
  }

  /** The same for a user of other rights. */
  public LockQuestion rights(EntryRights newRights) {
    return new LockQuestion(
        dataSet,
        period,
        organisationUnit,
        attributeOptionComboOrNull,
        atOrNull,
        newRights,
        formulaOrNull);
  }

  /** The same under the formula of another version of DHIS2. */
  public LockQuestion formula(ExpiryFormula formula) {
    return new LockQuestion(
        dataSet, period, organisationUnit, attributeOptionComboOrNull, atOrNull, rights, formula);
  }

  /** Uid of the attribute option combo; empty for the default one. */
  public Optional<String> attributeOptionCombo() {
    return Optional.ofNullable(attributeOptionComboOrNull);
  }

  /** When the data is entered; empty for now. */
  public Optional<Instant> at() {
    return Optional.ofNullable(atOrNull);
  }

  /** How expiry is told; empty for the way of the DHIS2 version of the database. */
  public Optional<ExpiryFormula> formula() {
    return Optional.ofNullable(formulaOrNull);
  }
}
