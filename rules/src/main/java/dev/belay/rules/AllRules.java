package dev.belay.rules;

import dev.belay.linter.rule.Rule;
import dev.belay.rules.cancellation.BusyWait;
import dev.belay.rules.cancellation.ClearedInterrupt;
import dev.belay.rules.cancellation.IneffectiveCancel;
import dev.belay.rules.cancellation.SpinningInterrupt;
import dev.belay.rules.cancellation.StaleStopFlag;
import dev.belay.rules.cancellation.SwallowedInterrupt;
import dev.belay.rules.cancellation.UncancellableLoop;
import dev.belay.rules.cancellation.WrappedInterrupt;
import dev.belay.rules.futures.DiscardedFuture;
import dev.belay.rules.futures.LostFailure;
import dev.belay.rules.futures.UnobservedFuture;
import dev.belay.rules.scopes.UnclosedScope;
import dev.belay.rules.scopes.UnforwardedToken;
import dev.belay.rules.suppressions.UnusedSuppression;
import dev.belay.rules.threads.DetachedThread;
import dev.belay.rules.threads.FireAndForget;
import dev.belay.rules.threads.UnclosedExecutor;
import java.util.List;

/** Every rule there is. */
public final class AllRules {

  /** Sorted by id. */
  public static final List<Rule> RULES =
      List.of(
          new BusyWait(),
          new ClearedInterrupt(),
          new DetachedThread(),
          new DiscardedFuture(),
          new FireAndForget(),
          new IneffectiveCancel(),
          new LostFailure(),
          new SpinningInterrupt(),
          new StaleStopFlag(),
          new SwallowedInterrupt(),
          new UncancellableLoop(),
          new UnclosedExecutor(),
          new UnclosedScope(),
          new UnforwardedToken(),
          new UnobservedFuture(),
          new UnusedSuppression(),
          new WrappedInterrupt());

  private AllRules() {}
}
