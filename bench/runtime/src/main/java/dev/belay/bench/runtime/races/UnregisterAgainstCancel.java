package dev.belay.bench.runtime.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.belay.runtime.CancellationSource;
import dev.belay.runtime.Registration;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** Exactly one of "removed" and "ran". */
@JCStressTest
@Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "removed")
@Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "ran")
@State
public class UnregisterAgainstCancel {
  private final CancellationSource source = CancellationSource.create();
  private final AtomicInteger ran = new AtomicInteger();
  private final Registration registration = source.token().onCancel(ran::incrementAndGet);

  @Actor
  public void cancel() {
    source.cancel("stop");
  }

  @Actor
  public void unregister(ZI_Result r) {
    r.r1 = registration.unregister();
  }

  @Arbiter
  public void look(ZI_Result r) {
    r.r2 = ran.get();
  }
}
