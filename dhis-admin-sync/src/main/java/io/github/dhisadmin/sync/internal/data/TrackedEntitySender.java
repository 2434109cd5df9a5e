package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.sync.RowState;
import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import io.github.dhisadmin.sync.internal.remote.ImportOutcome;
import io.github.dhisadmin.sync.internal.remote.PageUpload;
import io.github.dhisadmin.sync.internal.remote.RowOutcome;
import io.github.dhisadmin.sync.internal.remote.SentObject;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import io.github.dhisadmin.sync.spi.OutgoingTrackedEntity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Sends tracked entities with all that belongs to them: to servers from 2.38 on in two requests, as
 * their tracker either deletes or stores, to older ones in one. A tracked entity is delivered only
 * if every part of it is. For one run; not thread safe.
 */
final class TrackedEntitySender implements PageSender {
  /** What is worst for a row comes first. */
  private static final List<RowState> WORST_FIRST =
      List.of(RowState.REJECTED, RowState.UNKNOWN, RowState.ACCEPTED, RowState.UNCHANGED);

  private final Dhis2Remote remote;
  private final TrackerGeneration generation;

  TrackedEntitySender(Dhis2Remote remote, TrackerGeneration generation) {
    this.remote = remote;
    this.generation = generation;
  }

  @Override
  public List<RowOutcome> send(List<OutgoingRow> rows) {
    List<OutgoingTrackedEntity> entities =
        rows.stream().map(OutgoingTrackedEntity.class::cast).toList();
    return generation.choose(() -> sendToOld(entities), () -> sendToTracker(entities));
  }

  private List<RowOutcome> sendToOld(List<OutgoingTrackedEntity> entities) {
    return upload(
        entities,
        TrackedEntityObjects::all,
        (part, objects) ->
            remote.importOldTrackedEntities(OldTrackedEntityDocument.of(part), objects));
  }

  private List<RowOutcome> sendToTracker(List<OutgoingTrackedEntity> entities) {
    Predicate<OutgoingTrackedEntity> shrunk =
        entity -> !TrackedEntityObjects.deleted(entity).isEmpty();
    Predicate<OutgoingTrackedEntity> alive = entity -> !entity.deleted();
    Deque<RowOutcome> deleted =
        new ArrayDeque<>(
            upload(
                entities.stream().filter(shrunk).toList(),
                TrackedEntityObjects::deleted,
                (part, objects) ->
                    remote.deleteTracker(TrackedEntityDocument.uids(objects), objects)));
    Deque<RowOutcome> stored =
        new ArrayDeque<>(
            upload(
                entities.stream().filter(alive).toList(),
                TrackedEntityObjects::stored,
                (part, objects) -> remote.importTracker(TrackedEntityDocument.of(part), objects)));
    List<RowOutcome> outcomes = new ArrayList<>();
    for (OutgoingTrackedEntity entity : entities) {
      List<RowOutcome> both = new ArrayList<>();
      if (shrunk.test(entity)) {
        both.add(deleted.remove());
      }
      if (alive.test(entity)) {
        both.add(stored.remove());
      }
      outcomes.add(worst(both));
    }
    return outcomes;
  }

  private static List<RowOutcome> upload(
      List<OutgoingTrackedEntity> entities,
      Function<OutgoingTrackedEntity, List<SentObject>> parts,
      Request request) {
    return PageUpload.send(
        page -> {
          List<List<SentObject>> objects = page.stream().map(parts).toList();
          ImportOutcome outcome =
              request.send(page, objects.stream().flatMap(List::stream).toList());
          Iterator<RowOutcome> said = outcome.rows().iterator();
          return new ImportOutcome(
              objects.stream()
                  .map(each -> worst(each.stream().map(object -> said.next()).toList()))
                  .toList(),
              outcome.counts());
        },
        entities,
        REQUESTS_PER_PAGE);
  }

  private static RowOutcome worst(List<RowOutcome> outcomes) {
    RowOutcome worst = outcomes.get(0);
    for (RowOutcome outcome : outcomes) {
      if (WORST_FIRST.indexOf(outcome.state()) < WORST_FIRST.indexOf(worst.state())) {
        worst = outcome;
      }
    }
    return worst;
  }

  /** Sends a document with some objects. */
  @FunctionalInterface
  private interface Request {
    ImportOutcome send(List<OutgoingTrackedEntity> page, List<SentObject> objects);
  }
}
