package io.github.dhisadmin.sync.internal.migration;

import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.sync.internal.data.DataPush.RemoteOpener;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import io.github.dhisadmin.sync.internal.remote.RemoteRoute;
import java.util.Optional;

/**
 * The servers that a migration talks to.
 *
 * @param targets opens one under its name
 * @param routes opens one through a route of another
 */
public record Servers(RemoteOpener targets, RouteOpener routes) {

  /** The same servers, left alone while they are away; for tasks, which can wait. */
  Servers sparing() {
    return new Servers(
        (target, cancellation) -> targets.open(target, cancellation).sparing(),
        (target, other, route, cancellation) ->
            routes.open(target, other, route, cancellation).map(Dhis2Remote::sparing));
  }

  /** Opens a server through a route of another, for a run that may be cancelled. */
  @FunctionalInterface
  public interface RouteOpener {
    /**
     * A server to talk to; connects to nothing yet.
     *
     * @param target the name of the server
     * @param other the name of the one whose route it is
     * @return empty if the route leads elsewhere
     */
    Optional<Dhis2Remote> open(
        String target, String other, RemoteRoute route, Cancellation cancellation);
  }
}
