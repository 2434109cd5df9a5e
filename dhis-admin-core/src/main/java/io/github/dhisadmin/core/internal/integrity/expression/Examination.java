package io.github.dhisadmin.core.internal.integrity.expression;

import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.spi.ExpressionKind;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with the expressions of one kind of owner. Every list is ordered by the owner's
 * name and uid.
 *
 * @param owners number of owners
 * @param invalid an issue per owner whose expression of a kind is invalid
 * @param suspicious an issue per owner with expressions whose references do not belong together
 */
record Examination(
    long owners,
    Map<ExpressionKind, List<IntegrityIssue>> invalid,
    List<IntegrityIssue> suspicious) {}
