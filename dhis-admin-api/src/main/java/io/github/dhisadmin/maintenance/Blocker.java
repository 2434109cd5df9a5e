package io.github.dhisadmin.maintenance;

/**
 * An object that an operation leaves as it is, and why.
 *
 * @param type what it is, such as {@code period} or {@code user}
 * @param object its uid, or what stands for it
 * @param name its name, or what people call it
 * @param reason stable identifier in capitals, such as {@code REFERENCED}
 * @param detail the reason in words, such as the table that refers to it
 * @param count how many rows stand in the way, at least 1
 */
public record Blocker(
    String type, String object, String name, String reason, String detail, long count) {
  /** How many blockers of one reason are listed one by one. */
  public static final int MAX_LISTED = 1_000;
}
