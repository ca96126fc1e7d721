package dev.belay.bench.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * The contestants of {@link ForkJoin} in turn in one process, for differences that are smaller than
 * those between two runs. In each round everyone runs for a tenth of a second, in an order that
 * chance gives; what counts is the ratio of two in the same round.
 */
public final class InTurn {

  private static final long TURN = 100_000_000;

  /** Rounds of this part of the time warm up and do not count. */
  private static final double WARM_UP = 0.3;

  /** Whoever runs, with a typical and a mean time for each round, in microseconds. */
  private static final class Contestant {
    final String name;
    final Callable<?> work;
    final List<Double> medians = new ArrayList<>();
    final List<Double> means = new ArrayList<>();
    private long[] times = new long[1024];
    Object last;

    Contestant(String name, Callable<?> work) {
      this.name = name;
      this.work = work;
    }

    void run(boolean counts) throws Exception {
      int runs = 0;
      long start = System.nanoTime();
      long end = start;
      while (end - start < TURN) {
        long began = System.nanoTime();
        last = work.call();
        end = System.nanoTime();
        if (runs == times.length) {
          times = Arrays.copyOf(times, runs * 2);
        }
        times[runs++] = end - began;
      }
      if (counts) {
        Arrays.sort(times, 0, runs);
        medians.add(times[runs / 2] / 1e3);
        means.add((end - start) / 1e3 / runs);
      }
    }
  }

  private InTurn() {}

  /**
   * Prints a line for each contestant, and one for each ratio.
   *
   * @param args how many tasks, how many seconds
   */
  public static void main(String... args) throws Exception {
    ForkJoin bench = new ForkJoin();
    bench.tasks = Integer.parseInt(args[0]);
    double seconds = Double.parseDouble(args[1]);
    Contestant forked = new Contestant("forked", bench::belay);
    Contestant started = new Contestant("started", bench::belayStarted);
    Contestant bare = new Contestant("bare threads", checked(bench::bareThreads));
    List<Contestant> all = new ArrayList<>(List.of(forked, started, bare));
    Contestant jdk = new Contestant("JDK's scope", checked(bench::jdkScope));
    Contestant jdkLeft =
        new Contestant("JDK's, results left", checked(bench::jdkScopeWithoutResults));
    if (Runtime.version().feature() == 25) {
      all.add(jdk);
      all.add(jdkLeft);
    }
    List<Contestant> order = new ArrayList<>(all);
    Random random = new Random(1);
    long start = System.nanoTime();
    double passed = 0;
    while (passed < seconds) {
      Collections.shuffle(order, random);
      for (Contestant contestant : order) {
        contestant.run(passed > seconds * WARM_UP);
      }
      passed = (System.nanoTime() - start) / 1e9;
    }
    for (Contestant contestant : all) {
      print(contestant.name + ", median in µs", contestant.medians);
      print(contestant.name + ", mean in µs", contestant.means);
    }
    printRatio(forked, bare);
    printRatio(started, bare);
    if (all.contains(jdk)) {
      printRatio(forked, jdk);
      printRatio(started, jdkLeft);
    }
  }

  private interface Throwing {
    Object call() throws Throwable;
  }

  private static Callable<Object> checked(Throwing work) {
    return () -> {
      try {
        return work.call();
      } catch (Exception | Error known) {
        throw known;
      } catch (Throwable other) {
        throw new IllegalStateException(other);
      }
    };
  }

  private static void printRatio(Contestant one, Contestant other) {
    print(one.name + " : " + other.name + ", medians", ratios(one.medians, other.medians));
    print(one.name + " : " + other.name + ", means", ratios(one.means, other.means));
  }

  private static List<Double> ratios(List<Double> ones, List<Double> others) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ones.size(); round++) {
      ratios.add(ones.get(round) / others.get(round));
    }
    return ratios;
  }

  /** The median over the rounds, and the ranks between which it lies with 95 % (sign test). */
  private static void print(String what, List<Double> rounds) {
    List<Double> sorted = new ArrayList<>(rounds);
    Collections.sort(sorted);
    int size = sorted.size();
    int off = (int) Math.ceil(0.98 * Math.sqrt(size));
    System.out.printf(
        Locale.ROOT,
        "%-45s %10.2f   %.2f to %.2f   (%d rounds)%n",
        what,
        sorted.get(size / 2),
        sorted.get(Math.max(0, size / 2 - off)),
        sorted.get(Math.min(size - 1, size / 2 + off)),
        size);
  }
}
