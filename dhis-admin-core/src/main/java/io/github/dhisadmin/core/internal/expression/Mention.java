package io.github.dhisadmin.core.internal.expression;

import io.github.dhisadmin.spi.Membership;
import io.github.dhisadmin.spi.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A place where an expression refers to an object.
 *
 * @param reference the object
 * @param at where
 * @param token the item that names it
 * @param membershipOrNull what it should be part of, by the same item; null if nothing
 * @param repeated whether the place makes sense only for a stage that may occur more than once
 */
record Mention(
    Reference reference,
    Position at,
    String token,
    @Nullable Membership membershipOrNull,
    boolean repeated) {

  Mention asRepeated() {
    return new Mention(reference, at, token, membershipOrNull, true);
  }
}
