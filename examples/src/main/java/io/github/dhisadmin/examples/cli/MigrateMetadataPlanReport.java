package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.MetadataMigrationPlan;
import io.github.dhisadmin.migration.MetadataMigrationPlan.Conflict;
import io.github.dhisadmin.migration.MetadataMigrationPlan.Match;
import io.github.dhisadmin.migration.MetadataMigrationPlan.PlannedObject;
import java.io.PrintWriter;
import java.util.List;

/** What a migration of metadata would do. */
record MigrateMetadataPlanReport(
    List<ObjectReport> objects, List<String> missing, List<Conflict> conflicts) implements Report {

  /** One object; its match is NONE if it would be new. */
  record ObjectReport(String type, String uid, String name, Match match, String destination) {

    private static ObjectReport of(PlannedObject object) {
      return new ObjectReport(
          object.type(), object.uid(), object.name(), object.match(), object.destinationUid());
    }
  }

  static MigrateMetadataPlanReport of(MetadataMigrationPlan plan) {
    return new MigrateMetadataPlanReport(
        plan.objects().stream().map(ObjectReport::of).toList(), plan.missing(), plan.conflicts());
  }

  @Override
  public void writeText(PrintWriter out) {
    TextTable text = new TextTable();
    objects.forEach(each -> text.row(each.type, each.uid, each.match, each.destination, each.name));
    text.writeTo(out);
    missing.forEach(each -> out.println("Missing at the source: " + each));
    conflicts.forEach(
        each ->
            out.println(
                "Refused: "
                    + each.type()
                    + " "
                    + each.uid()
                    + " "
                    + each.code()
                    + " "
                    + each.message()));
  }
}
