package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.RouteCheck;
import io.github.dhisadmin.migration.SourceTransport;
import io.github.dhisadmin.migration.TaskProblem;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import io.github.dhisadmin.sync.internal.remote.RemoteRoute;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Opens the sources of migrations in the way that their configurations say. What a destination says
 * of its route holds for the life of this object, so that it is not asked for each task. Thread
 * safe.
 */
final class Sources {
  /** The code under which the data service finds its route. */
  private static final String ROUTE = "data-service";

  private final Servers servers;
  private final Map<Sides, Finding> findings = new ConcurrentHashMap<>();

  Sources(Servers servers) {
    this.servers = servers;
  }

  /**
   * From where to where.
   *
   * @param source name of a target
   * @param destination name of a target
   */
  private record Sides(String source, String destination) {}

  /**
   * What a destination said of its route.
   *
   * @param routeOrNull the route, if the source can be asked through it
   * @param message where it leads, or why it is not used
   */
  private record Finding(@Nullable RemoteRoute routeOrNull, String message) {

    private static Finding useless(String message) {
      return new Finding(null, message);
    }
  }

  /**
   * A source to talk to; may ask the destination for its route.
   *
   * @throws RefusedException if the configuration insists on a route that cannot be used
   * @throws RemoteException if the destination cannot be asked: it may have a route
   */
  Dhis2Remote open(
      String source, String destination, SourceTransport transport, Cancellation cancellation) {
    if (transport == SourceTransport.DIRECT) {
      return servers.targets().open(source, cancellation);
    }
    Finding finding = finding(new Sides(source, destination), cancellation);
    Optional<Dhis2Remote> routed =
        Optional.ofNullable(finding.routeOrNull())
            .flatMap(route -> servers.routes().open(source, destination, route, cancellation));
    if (routed.isEmpty() && transport == SourceTransport.ROUTE) {
      throw new RefusedException(TaskProblem.of("NO_ROUTE", finding.message()), false);
    }
    return routed.orElseGet(() -> servers.targets().open(source, cancellation));
  }

  /**
   * The source of a configuration, for somebody who waits.
   *
   * @throws InvalidRequestException if the configuration insists on a route that cannot be used
   * @throws RemoteException if the destination cannot be asked
   */
  Dhis2Remote open(MigrationConfiguration configuration, Cancellation cancellation) {
    try {
      return open(
          configuration.source(),
          configuration.destination(),
          configuration.transport(),
          cancellation);
    } catch (RefusedException e) {
      throw new InvalidRequestException(e.problem().message());
    }
  }

  /** Whether a source can be asked through the route of a destination. */
  RouteCheck look(String source, String destination, Cancellation cancellation) {
    Finding finding = ask(new Sides(source, destination), cancellation);
    return new RouteCheck(finding.routeOrNull() != null, finding.message());
  }

  /** Two tasks that ask at the same time hear the same. */
  private Finding finding(Sides sides, Cancellation cancellation) {
    Finding known = findings.get(sides);
    if (known != null) {
      return known;
    }
    Finding found = ask(sides, cancellation);
    findings.put(sides, found);
    return found;
  }

  private Finding ask(Sides sides, Cancellation cancellation) {
    String whose = "the server " + sides.destination();
    Optional<RemoteRoute> answer;
    try {
      answer = servers.targets().open(sides.destination(), cancellation).route(ROUTE);
    } catch (RemoteException e) {
      if (hasNoRoutesForUs(e)) {
        return Finding.useless("No routes are to be seen at " + whose + ": " + e.getMessage());
      }
      throw e;
    }
    if (answer.isEmpty()) {
      return Finding.useless(
          "There is no route " + ROUTE + " at " + whose + " that its user may see.");
    }
    RemoteRoute route = answer.get();
    if (!route.enabled()) {
      return Finding.useless("The route " + route + ", is disabled at " + whose + ".");
    }
    if (servers.routes().open(sides.source(), sides.destination(), route, cancellation).isEmpty()) {
      return Finding.useless(
          "The route "
              + route
              + ", does not lead to the server "
              + sides.source()
              + ": it has to be the URL of that target with /api/** at its end.");
    }
    return new Finding(route, "The route " + route + ", is used.");
  }

  /** Servers before 2.40 have none. */
  private static boolean hasNoRoutesForUs(RemoteException failure) {
    return failure.problem() == RemoteProblem.NOT_FOUND
        || failure.problem() == RemoteProblem.FORBIDDEN;
  }
}
