package io.github.dhisadmin.bench.peer.resourcetable;

import io.github.dhisadmin.bench.peer.resourcetable.PeerTable.Index;
import io.github.dhisadmin.bench.peer.resourcetable.PeerTable.Selected;
import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of approvals (2.42, DataApprovalRemapLevelResourceTable and
 * DataApprovalMinLevelResourceTable) and of relationships (RelationshipCountResourceTable).
 */
final class ApprovalTables {
  private final Sessions sessions;
  private final String schema;

  ApprovalTables(Sessions sessions, String schema) {
    this.sessions = sessions;
    this.schema = schema;
  }

  PeerTable relationships() {
    return PeerTable.of(
            "relationship",
            List.of(
                "trackedentityid char(11) not null",
                "relationshiptypeuid char(11) not null",
                "relationship_count bigint"),
            List.of("trackedentityid", "relationshiptypeuid"),
            new Selected(
                """
                select te.uid, rt.uid, count(*)
                from relationship r
                inner join relationshiptype rt on rt.relationshiptypeid = r.relationshiptypeid
                inner join relationshipitem ri
                  on ri.relationshipitemid in (r.from_relationshipitemid, r.to_relationshipitemid)
                inner join trackedentity te on te.trackedentityid = ri.trackedentityid
                where r.deleted is not true
                group by te.uid, rt.uid
                """))
        .with(new Index(true, List.of("trackedentityid", "relationshiptypeuid")));
  }

  PeerTable remappedLevels() {
    return PeerTable.of(
        "dataapprovalremaplevel",
        List.of(
            "workflowid bigint not null",
            "dataapprovallevelid bigint not null",
            "level integer not null"),
        List.of("workflowid", "dataapprovallevelid"),
        new Selected(
            """
            select wl.workflowid, wl.dataapprovallevelid, 1 + coalesce((
              select max(higher.level) from dataapprovalworkflowlevels same
              inner join dataapprovallevel higher
                on higher.dataapprovallevelid = same.dataapprovallevelid
              where same.workflowid = wl.workflowid and higher.level < l.level), 0)
            from dataapprovalworkflowlevels wl
            inner join dataapprovallevel l on l.dataapprovallevelid = wl.dataapprovallevelid
            """));
  }

  /** Each approval without one of a higher level at its unit or at an ancestor that may approve. */
  PeerTable minLevels() {
    String atUnitOrAbove =
        Stream.concat(
                Stream.of("da.organisationunitid = above.organisationunitid"),
                sessions
                    .texts("select distinct orgunitlevel from dataapprovallevel order by 1")
                    .stream()
                    .map(level -> "ous.idlevel" + level + " = above.organisationunitid"))
            .collect(Collectors.joining(" or "));
    return PeerTable.of(
        "dataapprovalminlevel",
        List.of(
            "workflowid bigint not null",
            "periodid bigint not null",
            "attributeoptioncomboid bigint not null",
            "organisationunitid bigint not null",
            "minlevel integer not null"),
        List.of("workflowid", "periodid", "attributeoptioncomboid", "organisationunitid"),
        new Selected(
            """
            select da.workflowid, da.periodid, da.attributeoptioncomboid, da.organisationunitid,
              own.level
            from dataapproval da
            inner join %1$s own on own.workflowid = da.workflowid
              and own.dataapprovallevelid = da.dataapprovallevelid
            inner join %2$s ous on ous.organisationunitid = da.organisationunitid
            where not exists (
              select 1 from dataapproval above
              inner join %1$s other on other.workflowid = above.workflowid
                and other.dataapprovallevelid = above.dataapprovallevelid
              where above.workflowid = da.workflowid and above.periodid = da.periodid
                and above.attributeoptioncomboid = da.attributeoptioncomboid
                and other.level < own.level and (%3$s))
            """
                .formatted(
                    SqlText.identifier(schema, "analytics_rs_dataapprovalremaplevel"),
                    SqlText.identifier(schema, "analytics_rs_orgunitstructure"),
                    atUnitOrAbove)));
  }
}
