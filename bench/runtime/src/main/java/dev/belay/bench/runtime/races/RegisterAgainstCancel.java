package dev.belay.bench.runtime.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.belay.runtime.CancellationSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A callback that comes late runs all the same, and once. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "ran once")
@State
public class RegisterAgainstCancel {
  private final CancellationSource source = CancellationSource.create();
  private final AtomicInteger ran = new AtomicInteger();

  @Actor
  public void cancel() {
    source.cancel("stop");
  }

  @Actor
  public void register() {
    source.token().onCancel(ran::incrementAndGet);
  }

  @Arbiter
  public void look(I_Result r) {
    r.r1 = ran.get();
  }
}
