package io.github.dhisadmin.access;

import io.github.dhisadmin.error.AccessDeniedException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Decides whether the current caller may run an operation. The host plugs one in; by default every
 * call is allowed, as a host that embeds the library has already authenticated its user. Called on
 * the caller's thread before anything is told or written.
 */
@FunctionalInterface
public interface AccessPolicy {

  /**
   * Returns normally if the caller may go on.
   *
   * @param operation what is asked for, as in "update analytics tables"
   * @param authority the DHIS2 authority the operation needs
   * @throws AccessDeniedException if the caller may not
   */
  void require(String operation, Authority authority);

  /**
   * The uid of the DHIS2 user who calls, if the host tells it. That user may cancel the jobs that
   * run in the user's name, without any authority.
   */
  default Optional<String> user() {
    return Optional.empty();
  }

  /** Allows everything. */
  static AccessPolicy allowAll() {
    return (operation, authority) -> {};
  }

  /**
   * Decides as a DHIS2 server does: the caller needs the authority itself or {@code ALL}.
   *
   * @param authorities supplies the current caller's authorities under their DHIS2 names
   */
  static AccessPolicy dhis2(Supplier<Set<String>> authorities) {
    return (operation, authority) -> {
      Set<String> held = authorities.get();
      if (!held.contains(Authority.ALL.dhis2Name()) && !held.contains(authority.dhis2Name())) {
        throw new AccessDeniedException(
            "To " + operation + " the caller needs the authority " + authority.dhis2Name() + ".");
      }
    };
  }

  /**
   * Decides likewise, and knows who calls.
   *
   * @param authorities supplies the current caller's authorities under their DHIS2 names
   * @param user supplies the uid of the current caller
   */
  static AccessPolicy dhis2(Supplier<Set<String>> authorities, Supplier<Optional<String>> user) {
    AccessPolicy byAuthority = dhis2(authorities);
    return new AccessPolicy() {
      @Override
      public void require(String operation, Authority authority) {
        byAuthority.require(operation, authority);
      }

      @Override
      public Optional<String> user() {
        return user.get();
      }
    };
  }
}
