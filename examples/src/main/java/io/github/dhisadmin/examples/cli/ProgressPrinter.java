package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.run.Progress;
import io.github.dhisadmin.run.ProgressListener;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Shows progress on standard error: a bar that is drawn over when a person watches, otherwise a
 * line per stage and per ten percent. Called by one thread at a time.
 */
final class ProgressPrinter implements ProgressListener, AutoCloseable {
  private static final int BAR_WIDTH = 24;
  private static final int LINE_WIDTH = 100;
  private static final int PERCENT_PER_LINE = 10;

  private final PrintWriter err;
  private final boolean animated;
  private String lastStage = "";
  private int lastPercent = -1;
  private boolean lineIsOpen;

  ProgressPrinter(Terminal terminal) {
    this.err = terminal.err();
    this.animated = terminal.animated();
  }

  @Override
  public void onProgress(Progress progress) {
    if (animated) {
      draw(progress);
    } else if (isWorthALine(progress)) {
      err.println(line(progress));
      lastStage = progress.stage();
      lastPercent = progress.percent();
    }
  }

  /** Leaves the line of the bar, so that what follows begins on its own. */
  @Override
  public void close() {
    if (lineIsOpen) {
      err.println();
      lineIsOpen = false;
    }
  }

  private boolean isWorthALine(Progress progress) {
    return !progress.stage().equals(lastStage)
        || progress.percent() >= lastPercent + PERCENT_PER_LINE
        || (progress.percent() == 100 && lastPercent != 100);
  }

  private void draw(Progress progress) {
    int filled = progress.percent() * BAR_WIDTH / 100;
    String line = "[" + "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled) + "] " + line(progress);
    String fitted = line.length() > LINE_WIDTH ? line.substring(0, LINE_WIDTH) : line;
    err.print("\r" + fitted + " ".repeat(LINE_WIDTH - fitted.length()));
    err.flush();
    lineIsOpen = true;
  }

  private static String line(Progress progress) {
    String counted =
        String.format(
            Locale.ROOT,
            "%3d%% %s (%d of %d)",
            progress.percent(),
            progress.stage(),
            progress.done(),
            progress.total());
    String item = progress.item().isEmpty() ? "" : " " + progress.item();
    String left = progress.remaining().map(d -> ", " + DurationText.of(d) + " left").orElse("");
    return counted + item + left;
  }
}
