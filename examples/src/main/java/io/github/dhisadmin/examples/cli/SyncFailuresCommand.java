package io.github.dhisadmin.examples.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks after rows that servers refused. */
@Command(name = "failures", description = "Looks after rows that servers refused.")
final class SyncFailuresCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Called when nothing to do was named. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: sync failures list or retry.");
  }
}
