package io.github.dhisadmin.job.host;

import io.github.dhisadmin.job.JobDefinition;
import java.util.List;

/**
 * The jobs of the DHIS2 server as jobs of this library. Nothing is stored: the caller creates those
 * it wants, and switches the server's off, before it enables them.
 *
 * @param jobs those that the library can run, each disabled
 * @param left the others
 */
public record HostJobImport(List<Imported> jobs, List<Left> left) {

  /** Keeps its own copies. */
  public HostJobImport {
    jobs = List.copyOf(jobs);
    left = List.copyOf(left);
  }

  /**
   * A job that the library can run.
   *
   * @param uid of the server's job
   * @param definition the same for this library, disabled
   * @param ignored names of parameters that it has no use for
   */
  public record Imported(String uid, JobDefinition<?> definition, List<String> ignored) {
    /** Keeps its own copy. */
    public Imported {
      ignored = List.copyOf(ignored);
    }
  }

  /**
   * A job that stays with the server.
   *
   * @param uid its uid
   * @param name its name
   * @param why what speaks against it
   */
  public record Left(String uid, String name, String why) {}
}
