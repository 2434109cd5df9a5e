package io.github.dhisadmin.core.internal.integrity;

import io.github.dhisadmin.integrity.CheckName;
import io.github.dhisadmin.integrity.CheckSection;
import io.github.dhisadmin.integrity.CheckSource;
import io.github.dhisadmin.integrity.CheckTexts;
import io.github.dhisadmin.integrity.CheckTraits;
import io.github.dhisadmin.integrity.IntegrityCheck;
import io.github.dhisadmin.integrity.IntegrityIssue;
import io.github.dhisadmin.integrity.Severity;
import io.github.dhisadmin.spi.CheckRun;
import io.github.dhisadmin.spi.StoredCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A check that finds what a test says; by default an ordinary one of the seed without issues. */
public final class FakeCheck implements StoredCheck {
  private final IntegrityCheck definition;
  private final @Nullable String missing;
  private final Work work;

  /** What happens when the check runs. */
  @FunctionalInterface
  public interface Work {
    Finding run(CheckRun run, Consumer<IntegrityIssue> sink);
  }

  private FakeCheck(IntegrityCheck definition, @Nullable String missing, Work work) {
    this.definition = definition;
    this.missing = missing;
    this.work = work;
  }

  /** A check that finds nothing among ten objects. */
  public static FakeCheck of(String id, String... aliases) {
    return new FakeCheck(
        new IntegrityCheck(
            CheckName.of(id, aliases),
            CheckSection.DATA_ELEMENTS,
            Severity.WARNING,
            null,
            new CheckTexts("Title of " + id, "What is wrong.", "What to do.", "Maintenance app"),
            new CheckTraits(CheckSource.SEED, true, false, "dataElements", Set.of())),
        null,
        (run, sink) -> new Finding(0, 10L));
  }

  public FakeCheck section(CheckSection section) {
    return with(section, definition.severity(), definition.traits());
  }

  public FakeCheck severity(Severity severity) {
    return with(definition.section(), severity, definition.traits());
  }

  public FakeCheck slow() {
    CheckTraits traits = definition.traits();
    return with(
        definition.section(),
        definition.severity(),
        new CheckTraits(traits.source(), traits.byDefault(), true, null, traits.profiles()));
  }

  /** Not of the seed, and run only when named. */
  public FakeCheck optIn() {
    CheckTraits traits = definition.traits();
    return with(
        definition.section(),
        definition.severity(),
        new CheckTraits(CheckSource.EXTENDED, false, traits.slow(), null, traits.profiles()));
  }

  public FakeCheck profile(String profile) {
    CheckTraits traits = definition.traits();
    Set<String> profiles = new HashSet<>(traits.profiles());
    profiles.add(profile);
    return with(
        definition.section(),
        definition.severity(),
        new CheckTraits(traits.source(), traits.byDefault(), traits.slow(), null, profiles));
  }

  public FakeCheck missing(String what) {
    return new FakeCheck(definition, what, work);
  }

  public FakeCheck doing(Work newWork) {
    return new FakeCheck(definition, missing, newWork);
  }

  /** Finds objects of these names, among ten. */
  public FakeCheck finding(String... names) {
    return doing(
        (run, sink) -> {
          Stream.of(names)
              .limit(run.issues())
              .map(name -> issue(name, definition.severity()))
              .forEach(sink);
          return new Finding(names.length, 10L);
        });
  }

  public static IntegrityIssue issue(String name, Severity severity) {
    return new IntegrityIssue(severity, "uid" + name, name, "", List.of());
  }

  @Override
  public IntegrityCheck definition() {
    return definition;
  }

  @Override
  public Optional<String> missing() {
    return Optional.ofNullable(missing);
  }

  @Override
  public Finding run(CheckRun run, Consumer<IntegrityIssue> sink) {
    return work.run(run, sink);
  }

  private FakeCheck with(CheckSection section, Severity severity, CheckTraits traits) {
    return new FakeCheck(
        new IntegrityCheck(definition.name(), section, severity, null, definition.texts(), traits),
        missing,
        work);
  }
}
