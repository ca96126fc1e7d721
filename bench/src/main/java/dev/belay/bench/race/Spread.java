package dev.belay.bench.race;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of several measurements, with the outermost. */
record Spread(double median, double least, double most) {

  /**
   * @throws IllegalArgumentException if there are no laps
   */
  static Spread of(List<Lap> laps, ToDoubleFunction<Lap> figure) {
    if (laps.isEmpty()) {
      throw new IllegalArgumentException("no laps");
    }
    double[] sorted = laps.stream().mapToDouble(figure).sorted().toArray();
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }
}
