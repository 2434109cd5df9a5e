package io.github.dhisadmin.period;

import java.util.Optional;

/**
 * How the ISO ids of one period type are spelled: a year, {@code prefix}, a number and {@code
 * suffix}, as in {@code 2024AprilS2}. Digits are ASCII in every locale.
 *
 * @param prefix what stands between the year and the number, or after the year when there is no
 *     number
 * @param digits least number of digits, filled up with zeros; none means that the year alone tells
 *     the period
 * @param suffix what stands after the number
 */
public record IsoIdForm(String prefix, int digits, String suffix) {
  private static final int YEAR_DIGITS = 4;
  private static final int MOST_DIGITS = 4;

  static IsoIdForm yearOnly(String prefix) {
    return new IsoIdForm(prefix, 0, "");
  }

  static IsoIdForm numbered(String prefix) {
    return new IsoIdForm(prefix, 1, "");
  }

  /** Whether a number follows the year. */
  public boolean isNumbered() {
    return digits > 0;
  }

  String format(int year, int number) {
    if (!isNumbered()) {
      return year + prefix + suffix;
    }
    String text = Integer.toString(number);
    return year + prefix + "0".repeat(Math.max(0, digits - text.length())) + text + suffix;
  }

  /**
   * Takes an id apart without judging its year, its number or the zeros in front of it: whoever
   * asks compares the id of the period found with the one given.
   */
  Optional<Parts> parse(String isoId) {
    int from = YEAR_DIGITS + prefix.length();
    int to = isoId.length() - suffix.length();
    if (to < from || !isoId.startsWith(prefix, YEAR_DIGITS) || !isoId.endsWith(suffix)) {
      return Optional.empty();
    }
    String year = isoId.substring(0, YEAR_DIGITS);
    String number = isoId.substring(from, to);
    if (!isNumbered()) {
      return number.isEmpty() && isDigits(year)
          ? Optional.of(new Parts(Integer.parseInt(year), 1))
          : Optional.empty();
    }
    return isDigits(year) && isDigits(number) && number.length() <= MOST_DIGITS
        ? Optional.of(new Parts(Integer.parseInt(year), Integer.parseInt(number)))
        : Optional.empty();
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  record Parts(int year, int number) {}
}
