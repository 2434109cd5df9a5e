package io.github.dhisadmin.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a database says about the objects that expressions refer to. Immutable. */
public final class ReferenceFacts {
  private final Map<Reference, ReferredObject> objects;
  private final Set<Membership> memberships;

  /**
   * Holds what was found.
   *
   * @param objects the objects that exist
   * @param memberships the memberships that hold
   */
  public ReferenceFacts(List<ReferredObject> objects, Set<Membership> memberships) {
    this.objects =
        objects.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    ReferredObject::reference, Function.identity(), (one, same) -> one));
    this.memberships = Set.copyOf(memberships);
  }

  /** The object if it exists. */
  public Optional<ReferredObject> find(Reference reference) {
    return Optional.ofNullable(objects.get(reference));
  }

  /** Whether the one belongs to the other; only those that were asked for are known. */
  public boolean holds(Membership membership) {
    return memberships.contains(membership);
  }
}
