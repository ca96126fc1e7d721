package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;

/**
 * Whether what is made here, and has to be ended by its owner, can ever be: something ends it, or
 * it goes to somebody who could. What cannot be told counts as ended. Belongs to one thread.
 */
final class Endings {

  private final Uses uses;
  private final Observations observations;
  private final Keepers keepers;
  private final Kind kind;

  /** How things of one kind end. */
  interface Kind {
    /** Whether a call ends its receiver. */
    boolean isEnding(MethodCallExpr call);

    /** Whether a call or creation that takes a value as an argument may see to its end. */
    boolean isEndedByTaker(Uses.Use argument);
  }

  Endings(Uses uses, Observations observations, Keepers keepers, Kind kind) {
    this.uses = uses;
    this.observations = observations;
    this.keepers = keepers;
    this.kind = kind;
  }

  /** Whether the value of an expression can be ended. */
  boolean isEnded(Expression value) {
    return isEnded(uses.of(value), new Asked());
  }

  /** Whether what a local variable or parameter keeps can be ended. */
  boolean isEndedLocal(Node declaration) {
    return isEndedLocal(declaration, new Asked());
  }

  private boolean isEnded(Uses.Use use, Asked asked) {
    return switch (use.kind()) {
      case DROPPED, LOOKED_AT -> false;
      case RECEIVER -> kind.isEnding((MethodCallExpr) use.at());
      case LOCAL -> isEndedLocal(use.at(), asked);
      case FIELD -> keepers.findField(use).map(f -> isEndedField(f, asked)).orElse(true);
      case ARGUMENT -> kind.isEndedByTaker(use);
      case ELEMENT, ITERATED, RETURNED, KEPT -> true;
    };
  }

  private boolean isEndedLocal(Node declaration, Asked asked) {
    return asked.add(declaration)
        && (Keepers.isResource(declaration)
            || Bindings.usesOf(declaration).stream().anyMatch(use -> endsOrPassesOn(use, asked)));
  }

  private boolean isEndedField(Types.FieldUse field, Asked asked) {
    if (!observations.isOwn(field)) {
      return true;
    }
    return asked.add(field.key())
        && observations.usesOf(field).stream().anyMatch(use -> endsOrPassesOn(use, asked));
  }

  private boolean endsOrPassesOn(Expression occurrence, Asked asked) {
    return !Observations.isWritten(occurrence) && isEnded(uses.of(occurrence), asked);
  }
}
