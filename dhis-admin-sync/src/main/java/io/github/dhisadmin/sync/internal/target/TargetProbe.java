package io.github.dhisadmin.sync.internal.target;

import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.TargetCheck;
import io.github.dhisadmin.sync.TargetCheck.Server;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote.Availability;
import io.github.dhisadmin.sync.internal.remote.Pause;
import io.github.dhisadmin.sync.internal.remote.Remotes;
import io.github.dhisadmin.sync.internal.remote.ServerInfo;
import io.github.dhisadmin.sync.internal.remote.ServerInfo.RemoteUser;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Looks whether a server answers, and whether it would take data from us. */
public final class TargetProbe {
  private static final int ATTEMPTS = 3;
  private static final Duration DELAY = Duration.ofMillis(500);
  private static final Duration HARMLESS_DIFFERENCE = Duration.ofMinutes(1);
  private static final int OLDEST = 36;
  private static final int NEWEST = 43;

  private final Remotes remotes;
  private final Clock clock;

  /** Looks at servers by this process's clock. */
  public TargetProbe(Remotes remotes, Clock clock) {
    this.remotes = remotes;
    this.clock = clock;
  }

  /** Asks a server; trouble is part of what is found. */
  TargetCheck look(RemoteUrl url, Credentials credentials) {
    Dhis2Remote remote = remotes.open(url, credentials, Pause.until(new Cancellation()));
    Availability availability = remote.availability(ATTEMPTS, DELAY);
    RemoteException failure = availability.failureOrNull();
    if (failure != null) {
      return unavailable(availability.attempts(), failure);
    }
    List<String> warnings = new ArrayList<>();
    if (url.uri().getScheme().equals("http")) {
      warnings.add("The password goes over the wire in the clear; use https.");
    }
    try {
      Server server = server(remote.info(), warnings);
      warnAbout(remote.user(), warnings);
      return new TargetCheck(
          true, null, "Authentication was successful.", availability.attempts(), server, warnings);
    } catch (RemoteException e) {
      return unavailable(availability.attempts(), e);
    }
  }

  private static TargetCheck unavailable(int attempts, RemoteException failure) {
    return new TargetCheck(
        false, failure.problem(), String.valueOf(failure.getMessage()), attempts, null, List.of());
  }

  private @Nullable Server server(ServerInfo info, List<String> warnings) {
    OptionalInt minor = info.minorVersion();
    if (minor.isEmpty() || minor.getAsInt() < OLDEST || minor.getAsInt() > NEWEST) {
      warnings.add(
          "The server's version is '"
              + info.version()
              + "'; known are 2."
              + OLDEST
              + " to 2."
              + NEWEST
              + ".");
    }
    Duration ahead =
        info.time().map(time -> Duration.between(clock.instant(), time)).orElse(Duration.ZERO);
    if (ahead.abs().compareTo(HARMLESS_DIFFERENCE) > 0) {
      warnings.add(
          "The clocks differ by " + ahead.abs().toSeconds() + " s; set both by the network.");
    }
    return new Server(info.version(), info.systemIdOrNull(), ahead);
  }

  private static void warnAbout(RemoteUser user, List<String> warnings) {
    if (!user.may("F_DATAVALUE_ADD")) {
      warnings.add(
          "The user " + user.username() + " lacks F_DATAVALUE_ADD, which data values need.");
    }
    if (user.authorities().contains("ALL")) {
      warnings.add(
          "The user "
              + user.username()
              + " may do everything on the server; one with fewer authorities is safer.");
    }
  }
}
