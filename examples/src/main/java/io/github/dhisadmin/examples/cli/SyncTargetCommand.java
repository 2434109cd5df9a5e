package io.github.dhisadmin.examples.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps the servers to synchronise with. */
@Command(name = "target", description = "Keeps the servers to synchronise with.")
final class SyncTargetCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Called when nothing to do was named. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: sync target add, list, remove or test.");
  }
}
