package io.github.dhisadmin.core.internal.integrity;

import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.integrity.CheckName;
import io.github.dhisadmin.integrity.CheckSelection;
import io.github.dhisadmin.integrity.CustomCheck;
import io.github.dhisadmin.integrity.CustomCheckSource;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.spi.StoredCheck;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** All checks that can be run, those of the library and those of the operator. Immutable. */
public final class CheckCatalogue {
  private final List<StoredCheck> checks;
  private final SelectedChecks selected;

  private CheckCatalogue(List<StoredCheck> checks) {
    this.checks =
        checks.stream()
            .sorted(
                Comparator.comparing((StoredCheck check) -> check.definition().section())
                    .thenComparing(check -> check.definition().id()))
            .toList();
    this.selected = new SelectedChecks(definitions());
  }

  /**
   * Puts the checks together. An operator's check that cannot be used is listed too, and fails when
   * it is run, so that nobody takes it for one that found nothing.
   *
   * @param builtIn the library's checks
   * @param source the operator's checks
   * @param runnable makes an operator's check runnable; may refuse it
   */
  public static CheckCatalogue of(
      List<StoredCheck> builtIn,
      CustomCheckSource source,
      Function<CustomCheck, StoredCheck> runnable) {
    CustomCheckSource.Loaded loaded = source.load();
    List<StoredCheck> all = new ArrayList<>(builtIn);
    Taken taken = new Taken(builtIn);
    for (CustomCheck custom : loaded.checks()) {
      List<String> clashes = taken.clashes(custom.check());
      all.add(
          clashes.isEmpty()
              ? taken.added(runnableOrBroken(custom, runnable))
              : taken.added(new BrokenCheck(taken.renamed(custom.check().withProblems(clashes)))));
    }
    for (IntegrityCheck broken : loaded.broken()) {
      all.add(taken.added(new BrokenCheck(taken.renamed(broken))));
    }
    return new CheckCatalogue(all);
  }

  private static StoredCheck runnableOrBroken(
      CustomCheck custom, Function<CustomCheck, StoredCheck> runnable) {
    try {
      return runnable.apply(custom);
    } catch (DhisAdminException e) {
      return new BrokenCheck(custom.check().withProblems(List.of(String.valueOf(e.getMessage()))));
    }
  }

  /** All checks as they are listed, ordered by section and id. */
  List<IntegrityCheck> definitions() {
    return checks.stream().map(StoredCheck::definition).toList();
  }

  /**
   * The checks that a selection gives, ordered by section and id.
   *
   * @throws InvalidRequestException if a name, or the selection as a whole, gives nothing
   */
  List<StoredCheck> selected(CheckSelection selection) {
    Set<String> wanted = selected.ids(selection);
    return checks.stream().filter(check -> wanted.contains(check.definition().id())).toList();
  }

  /** The names that are in use, each with whose it is. */
  private static final class Taken {
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> codes = new HashMap<>();
    private final Set<String> groups = new HashSet<>(SelectedChecks.FIXED_GROUPS);

    Taken(List<StoredCheck> builtIn) {
      builtIn.forEach(this::added);
    }

    StoredCheck added(StoredCheck added) {
      IntegrityCheck check = added.definition();
      names.put(SelectedChecks.normalised(check.id()), check.id());
      check
          .name()
          .aliases()
          .forEach(alias -> names.putIfAbsent(SelectedChecks.normalised(alias), check.id()));
      codes.put(check.code(), check.id());
      check.traits().profiles().forEach(profile -> groups.add(SelectedChecks.normalised(profile)));
      return added;
    }

    /** The check under a name that is free, as a broken one must not stand in for a sound one. */
    IntegrityCheck renamed(IntegrityCheck check) {
      IntegrityCheck renamed = check;
      for (int i = 2; !clashes(renamed).isEmpty(); i++) {
        renamed = check.named(new CheckName(check.id() + "_" + i, check.code() + i, List.of()));
      }
      return renamed;
    }

    List<String> clashes(IntegrityCheck check) {
      List<String> clashes = new ArrayList<>();
      String name = SelectedChecks.normalised(check.id());
      if (names.containsKey(name)) {
        clashes.add("custom check '" + check.id() + "': its id names the check " + names.get(name));
      }
      if (groups.contains(name)) {
        clashes.add("custom check '" + check.id() + "': its id names a group of checks");
      }
      if (codes.containsKey(check.code())) {
        clashes.add(
            "custom check '"
                + check.id()
                + "': its code "
                + check.code()
                + " is that of the check "
                + codes.get(check.code()));
      }
      return clashes;
    }
  }
}
