package dev.belay.cli;

import dev.belay.linter.engine.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A line on standard error that tells how far a long run is: files, rate, time left. Shown once a
 * run has taken a second, so that short ones neither flicker nor pay for it. Safe for several
 * threads.
 */
final class ProgressLine implements Progress, AutoCloseable {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);
  private static final int WIDTH = 79;
  private static final int INTERVAL_MILLIS = 200;

  private final Surroundings surroundings;
  private final boolean shown;
  private final LongSupplier nanos;
  private final long started;
  private Phase phase;
  private ProgressBar bar;

  /**
   * A line that may show.
   *
   * @param nanos a clock that only runs forward
   */
  ProgressLine(Surroundings surroundings, boolean shown, LongSupplier nanos) {
    this.surroundings = surroundings;
    this.shown = shown;
    this.nanos = nanos;
    this.started = nanos.getAsLong();
  }

  /** A line where somebody watches, nothing where nobody does. */
  static ProgressLine of(Surroundings surroundings, boolean quiet) {
    return new ProgressLine(surroundings, surroundings.showsProgress() && !quiet, System::nanoTime);
  }

  @Override
  public void advanced(Phase now, int done, int total) {
    if (shown && nanos.getAsLong() - started > PATIENCE) {
      show(now, done, total);
    }
  }

  private synchronized void show(Phase now, int done, int total) {
    if (now != phase) {
      close();
      phase = now;
      bar = start(now, total);
    }
    if (bar != null && done > bar.getCurrent()) {
      bar.stepTo(done);
    }
  }

  private ProgressBar start(Phase now, int total) {
    return new ProgressBarBuilder()
        .setTaskName(now.name().toLowerCase(Locale.ROOT))
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(INTERVAL_MILLIS)
        .setUnit(" files", 1)
        .showSpeed()
        .clearDisplayOnFinish()
        .setConsumer(new OneLine(surroundings.err()))
        .build();
  }

  /** Wipes the line. */
  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
      // Closed before its first turn, the bar leaves the line standing.
      new OneLine(surroundings.err()).clear();
    }
  }

  /** Where a bar is drawn. The library's own ends the line when it is closed, wiped or not. */
  private record OneLine(PrintStream err) implements ProgressBarConsumer {

    @Override
    public int getMaxRenderedLength() {
      return WIDTH;
    }

    @Override
    public void accept(String bar) {
      err.print("\r" + bar);
      err.flush();
    }

    @Override
    public void clear() {
      accept(" ".repeat(WIDTH) + "\r");
    }

    @Override
    public void close() {}
  }
}
