package io.github.dhisadmin.examples.sync;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.sync.SyncTargets;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own that sends data values and then writes down what it still holds in memory,
 * all that it was told about the run among it.
 */
final class DumpingProcess {
  private DumpingProcess() {}

  /** The process: JDBC URL, user, file to write to. */
  public static void main(String[] arguments) throws IOException {
    try (DhisAdmin admin = CentralServer.admin(ForkedProcess.database(arguments))) {
      SyncTargets targets = admin.sync().targets();
      List<Object> told = new ArrayList<>();
      told.add(admin.sync().data().run(SyncProcess.values()));
      told.add(admin.sync().data().failures(CentralServer.TARGET, 1_000));
      told.add(admin.sync().data().lastRuns(CentralServer.TARGET, 10));
      told.add(targets.list());
      told.add(targets.test(CentralServer.TARGET));
      try {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .dumpHeap(arguments[2], true);
      } finally {
        Reference.reachabilityFence(told);
      }
      System.out.println("dumped");
      ForkedProcess.awaitAnswer();
    }
  }
}
