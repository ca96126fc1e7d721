package dev.belay.bench.cost;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the processors worked for this process since some moment, compiler and collector included.
 * Unlike the time on the wall it says the same beside other programs.
 */
final class Work {

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final long started = SYSTEM.getProcessCpuTime();

  /** In nanoseconds. */
  long soFar() {
    return SYSTEM.getProcessCpuTime() - started;
  }
}
