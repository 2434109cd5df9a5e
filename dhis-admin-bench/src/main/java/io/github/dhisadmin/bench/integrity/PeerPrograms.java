package io.github.dhisadmin.bench.integrity;

import static io.github.dhisadmin.bench.integrity.PeerCheck.programmatic;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The checks that DHIS2 writes in Java, apart from those of expressions: it loads objects, and what
 * belongs to each of them with further statements.
 */
final class PeerPrograms {
  private static final Pattern FIELD = Pattern.compile("id=\"([A-Za-z][A-Za-z0-9]{10})-");
  private static final String ACTIONS =
      "select a.*, r.*, p.* from programruleaction a join programrule r using (programruleid)"
          + " join program p using (programid) where ";
  private static final String VARIABLES =
      "select v.*, p.* from programrulevariable v join program p using (programid) where ";

  private static final String COMBOS_OF_SECTION =
      """
      select coalesce(d.categorycomboid, e.categorycomboid), e.*
      from section s join sectiondataelements l using (sectionid)
      join dataelement e using (dataelementid)
      left join datasetelement d
        on d.datasetid = s.datasetid and d.dataelementid = e.dataelementid
      where s.sectionid = ?
      """;

  private PeerPrograms() {}

  static List<PeerCheck> checks() {
    return List.of(
        programmatic("data_elements_in_data_set_not_in_form", PeerPrograms::incompleteForms),
        programmatic("sections_with_invalid_category_combinations", PeerPrograms::mixedSections),
        programmatic("org_unit_groups_without_group_sets", PeerPrograms::groupsWithoutSets),
        loading(
            "program_rule_variables_without_data_element",
            VARIABLES
                + "v.sourcetype in ('DATAELEMENT_NEWEST_EVENT_PROGRAM_STAGE',"
                + " 'DATAELEMENT_NEWEST_EVENT_PROGRAM', 'DATAELEMENT_CURRENT_EVENT',"
                + " 'DATAELEMENT_PREVIOUS_EVENT') and v.dataelementid is null"),
        loading(
            "program_rule_variables_without_attribute",
            VARIABLES + "v.sourcetype = 'TEI_ATTRIBUTE' and v.trackedentityattributeid is null"),
        loading(
            "program_rule_actions_without_data_object",
            ACTIONS
                + "a.actiontype in ('HIDEFIELD', 'SETMANDATORYFIELD', 'HIDEOPTION',"
                + " 'HIDEOPTIONGROUP', 'SHOWOPTIONGROUP') and a.dataelementid is null"
                + " and a.trackedentityattributeid is null"),
        loading(
            "program_rule_actions_without_notification",
            ACTIONS
                + "a.actiontype in ('SENDMESSAGE', 'SCHEDULEMESSAGE')"
                + " and a.notificationtemplateid is null"),
        loading(
            "program_rule_actions_without_section",
            ACTIONS + "a.actiontype = 'HIDESECTION' and a.programstagesectionid is null"),
        loading(
            "program_rule_actions_without_stage_id",
            ACTIONS + "a.actiontype = 'HIDEPROGRAMSTAGE' and a.programstageid is null"));
  }

  private static PeerCheck loading(String id, String sql) {
    return programmatic(id, session -> session.rows(sql));
  }

  /** For every data set its elements, its form, its sections, and the elements of each. */
  private static long incompleteForms(PeerSession session) {
    return keys(session, "select datasetid from dataset").stream()
        .filter(set -> isIncomplete(session, set))
        .count();
  }

  private static boolean isIncomplete(PeerSession session, long set) {
    Set<String> elements =
        new HashSet<>(
            session.read(
                "select e.uid, l.*, e.* from datasetelement l join dataelement e"
                    + " using (dataelementid) where l.datasetid = ?",
                row -> row.getString(1),
                set));
    List<String> forms =
        session.read(
            "select f.htmlcode from dataset s join dataentryform f"
                + " on f.dataentryformid = s.dataentryform"
                + " where s.datasetid = ? and f.htmlcode ~ '\\S'",
            row -> row.getString(1),
            set);
    if (!forms.isEmpty()) {
      Matcher fields = FIELD.matcher(forms.get(0));
      while (fields.find()) {
        elements.remove(fields.group(1));
      }
      return !elements.isEmpty();
    }
    List<Long> sections =
        session.read(
            "select sectionid, s.* from section s where datasetid = ?", row -> row.getLong(1), set);
    for (long section : sections) {
      session
          .read(
              "select e.uid, e.* from sectiondataelements l join dataelement e"
                  + " using (dataelementid) where l.sectionid = ?",
              row -> row.getString(1),
              section)
          .forEach(elements::remove);
    }
    return !sections.isEmpty() && !elements.isEmpty();
  }

  /** For every section its elements with the combination that the data set gives them. */
  private static long mixedSections(PeerSession session) {
    return keys(session, "select sectionid from section").stream()
        .filter(
            section ->
                session.read(COMBOS_OF_SECTION, row -> row.getLong(1), section).stream()
                        .distinct()
                        .count()
                    > 1)
        .count();
  }

  /** For every group its sets, as 2.40 does, the last version that had the check. */
  private static long groupsWithoutSets(PeerSession session) {
    return keys(session, "select orgunitgroupid from orgunitgroup").stream()
        .filter(
            group ->
                session.rows(
                        "select s.* from orgunitgroupsetmembers l join orgunitgroupset s"
                            + " using (orgunitgroupsetid) where l.orgunitgroupid = ?",
                        group)
                    == 0)
        .count();
  }

  private static List<Long> keys(PeerSession session, String sql) {
    return session.read(sql, row -> row.getLong(1));
  }
}
