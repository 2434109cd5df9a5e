package io.github.dhisadmin.sync.internal.migration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dhisadmin.sync.internal.migration.MetadataUploadDocument.Content;
import io.github.dhisadmin.sync.internal.remote.MetadataRemote;
import io.github.dhisadmin.sync.internal.remote.ObjectQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Fetches objects from the source, and makes them objects of the destination. */
final class MetadataFetch {
  private final MetadataRemote source;
  private final MetadataRemote destination;
  private final MetadataRewriting rewriting;

  MetadataFetch(MetadataRemote source, MetadataRemote destination, MetadataRewriting rewriting) {
    this.source = source;
    this.destination = destination;
    this.rewriting = rewriting;
  }

  /** The objects as the destination is to have them; those that are gone are left out. */
  List<Content> fetch(Collection<MetadataObject> objects) {
    List<Content> fetched = new ArrayList<>();
    MetadataWalk.byType(objects)
        .forEach(
            (type, uids) ->
                source
                    .objects(ObjectQuery.of(type, uids, MetadataWalk.OWNED))
                    .forEach(each -> fetched.add(new Content(type, each))));
    Set<MetadataObject> there = there(fetched);
    List<Content> rewritten = new ArrayList<>();
    for (Content each : fetched) {
      ObjectNode object = rewriting.rewrite(each.type(), each.object(), there::contains);
      rewritten.add(new Content(each.type(), object));
    }
    return rewritten;
  }

  /** Which people and units the destination has. */
  private Set<MetadataObject> there(List<Content> objects) {
    Set<MetadataObject> assigned = new TreeSet<>();
    objects.forEach(each -> assigned.addAll(rewriting.assignments(each.type(), each.object())));
    Set<MetadataObject> there = new TreeSet<>();
    MetadataWalk.byType(assigned)
        .forEach(
            (type, uids) ->
                destination
                    .objects(ObjectQuery.of(type, uids, "id"))
                    .forEach(
                        each -> there.add(new MetadataObject(type, each.path("id").asText()))));
    return there;
  }
}
