package io.github.dhisadmin.sync.internal.data;

import io.github.dhisadmin.sync.internal.remote.Dhis2Remote;
import io.github.dhisadmin.sync.internal.remote.PageUpload;
import io.github.dhisadmin.sync.internal.remote.RowOutcome;
import io.github.dhisadmin.sync.internal.remote.SentObject;
import io.github.dhisadmin.sync.spi.OutgoingEvent;
import io.github.dhisadmin.sync.spi.OutgoingRow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends events of programs without registration: to servers from 2.38 on in two requests, as their
 * tracker either deletes or stores, to older ones in one. For one run; not thread safe.
 */
final class EventSender implements PageSender {
  private final Dhis2Remote remote;
  private @Nullable Boolean oldTrackerOrNull;

  EventSender(Dhis2Remote remote) {
    this.remote = remote;
  }

  @Override
  public List<RowOutcome> send(List<OutgoingRow> rows) {
    List<OutgoingEvent> events = rows.stream().map(OutgoingEvent.class::cast).toList();
    if (needsOldTracker()) {
      return PageUpload.send(
          part -> remote.importOldEvents(EventDocument.old(part), sent(part)),
          events,
          REQUESTS_PER_PAGE);
    }
    Map<Boolean, List<OutgoingEvent>> byDeleted =
        events.stream().collect(Collectors.partitioningBy(OutgoingEvent::deleted));
    Deque<RowOutcome> deleted = new ArrayDeque<>(delete(byDeleted.getOrDefault(true, List.of())));
    Deque<RowOutcome> stored = new ArrayDeque<>(store(byDeleted.getOrDefault(false, List.of())));
    return events.stream()
        .map(event -> event.deleted() ? deleted.remove() : stored.remove())
        .toList();
  }

  private List<RowOutcome> delete(List<OutgoingEvent> events) {
    return events.isEmpty()
        ? List.of()
        : PageUpload.send(
            part -> remote.deleteTracker(EventDocument.uids(part), sent(part)),
            events,
            REQUESTS_PER_PAGE);
  }

  private List<RowOutcome> store(List<OutgoingEvent> events) {
    return events.isEmpty()
        ? List.of()
        : PageUpload.send(
            part -> remote.importTracker(EventDocument.tracker(part), sent(part)),
            events,
            REQUESTS_PER_PAGE);
  }

  private boolean needsOldTracker() {
    Boolean known = oldTrackerOrNull;
    if (known == null) {
      known = remote.info().needsOldTracker();
      oldTrackerOrNull = known;
    }
    return known;
  }

  private static List<SentObject> sent(List<OutgoingEvent> events) {
    return events.stream()
        .map(event -> new SentObject(SentObject.Type.EVENT, event.uid(), null))
        .toList();
  }
}
