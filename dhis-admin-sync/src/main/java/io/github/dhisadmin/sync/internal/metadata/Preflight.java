package io.github.dhisadmin.sync.internal.metadata;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.internal.remote.ServerInfo;
import io.github.dhisadmin.sync.internal.remote.ServerInfo.RemoteUser;
import io.github.dhisadmin.sync.metadata.MetadataPreflight;
import io.github.dhisadmin.sync.metadata.MetadataSyncRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks everything that can be asked before versions are taken over. For one look. */
final class Preflight {
  private static final Duration HARMLESS_DIFFERENCE = Duration.ofMinutes(1);
  private static final String NEEDED = "F_METADATA_MANAGE";

  private final MetadataSyncRequest request;
  private final RemoteUrl url;
  private final Parts parts;
  private final Clock clock;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  Preflight(MetadataSyncRequest request, RemoteUrl url, Parts parts, Clock clock) {
    this.request = request;
    this.url = url;
    this.parts = parts;
    this.clock = clock;
  }

  MetadataPreflight look() {
    warnings.addAll(parts.warningsOfSettings());
    if (url.uri().getScheme().equals("http")) {
      warnings.add("The password goes over the wire in the clear; use https.");
    }
    Optional<String> ours = local();
    try {
      parts.central().ping();
      server(parts.central().info(), ours);
      user(parts.central().user());
      warnings.addAll(parts.plan(request.target(), parts.central().versions()).warnings());
    } catch (RemoteException e) {
      problems.add(String.valueOf(e.getMessage()));
    } catch (StoppedException e) {
      problems.add(e.failure().problem() + ": " + e.failure().message());
    }
    return new MetadataPreflight(problems, warnings);
  }

  private Optional<String> local() {
    try {
      Optional<String> version = parts.sink().dhis2Version();
      warnings.addAll(parts.sink().warnings());
      return version;
    } catch (RemoteException e) {
      problems.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void server(ServerInfo info, Optional<String> ours) {
    String theirs = info.systemIdOrNull();
    if (theirs != null && theirs.equals(parts.store().settings().systemIdOrNull())) {
      problems.add("The target " + request.target() + " is this DHIS2 itself; change its URL.");
    }
    Duration ahead =
        info.time().map(time -> Duration.between(clock.instant(), time)).orElse(Duration.ZERO);
    if (ahead.abs().compareTo(HARMLESS_DIFFERENCE) > 0) {
      warnings.add(
          "The clocks differ by " + ahead.abs().toSeconds() + " s; set both by the network.");
    }
    if (ours.isPresent() && !Parts.line(ours.get()).equals(Parts.line(info.version()))) {
      boolean stops = !parts.fits(ours.get(), info.version(), request.versionCheck());
      (stops ? problems : warnings)
          .add("The server is DHIS2 " + info.version() + ", and this is " + ours.get() + ".");
    }
  }

  private void user(RemoteUser user) {
    if (!user.may(NEEDED)) {
      problems.add("The user " + user.username() + " lacks " + NEEDED + " on the server.");
    }
    if (user.authorities().contains("ALL")) {
      warnings.add(
          "The user "
              + user.username()
              + " may do everything on the server; "
              + NEEDED
              + " is enough.");
    }
  }
}
