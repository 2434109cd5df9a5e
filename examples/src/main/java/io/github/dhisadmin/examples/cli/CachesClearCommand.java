package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.cache.CacheService;
import io.github.dhisadmin.cache.CacheStatistics;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Empties caches, and tells what they held. */
@Command(name = "clear", description = "Empties caches, and lists them as they were.")
final class CachesClearCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(names = "--name", paramLabel = "NAME", description = "The cache to empty (default: all).")
  private @Nullable String name;

  @Mixin private Consent consent = new Consent();

  CachesClearCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean write = consent.given();
    try (AdminSession session = context.openSession()) {
      context.output().write(CachesReport.of(cleared(session.caches(), write)));
    }
    return ExitStatus.DONE;
  }

  private List<CacheStatistics> cleared(CacheService caches, boolean write) {
    if (!write) {
      return caches.caches().stream()
          .filter(cache -> name == null || cache.name().equals(name))
          .toList();
    }
    return name == null ? caches.clearAll() : List.of(caches.clear(name));
  }
}
