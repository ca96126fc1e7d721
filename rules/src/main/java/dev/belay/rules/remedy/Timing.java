package dev.belay.rules.remedy;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When a scheduled task runs.
 *
 * @param factory the method of {@code Body} that says the same
 * @param times delay, or first delay and pause
 * @param unit an expression of type {@code TimeUnit}
 */
record Timing(String factory, List<Expression> times, Expression unit) {

  private static final Map<String, String> FACTORIES =
      Map.of(
          "schedule", "delayed",
          "scheduleWithFixedDelay", "withFixedDelay",
          "scheduleAtFixedRate", "atFixedRate");

  private static final Map<String, String> UNITS =
      Map.of(
          "NANOSECONDS", "ofNanos",
          "MILLISECONDS", "ofMillis",
          "SECONDS", "ofSeconds",
          "MINUTES", "ofMinutes",
          "HOURS", "ofHours",
          "DAYS", "ofDays");

  /** Reads a call of a scheduled executor; empty for its other methods. */
  static Optional<Timing> of(MethodCallExpr call) {
    String factory = FACTORIES.get(call.getNameAsString());
    int arguments = call.getArguments().size();
    if (factory == null || arguments != (factory.equals("delayed") ? 3 : 4)) {
      return Optional.empty();
    }
    return Optional.of(
        new Timing(
            factory,
            List.copyOf(call.getArguments().subList(1, arguments - 1)),
            call.getArgument(arguments - 1)));
  }

  /** Whether the task runs once and at once, as if it was submitted. */
  boolean isNow() {
    return !repeats() && isZero(times.get(0).toString());
  }

  private static boolean isZero(String number) {
    return number.matches("0[lL]?");
  }

  /** Whether the task runs more than once. */
  boolean repeats() {
    return !factory.equals("delayed");
  }

  /** The times as durations, in order. */
  List<String> durations(FixDraft fix, RuleContext context) {
    return times.stream().map(time -> duration(time, fix, context)).toList();
  }

  /** Puts durations in the place of numbers and their unit. */
  void write(FixDraft fix, RuleContext context) {
    SourceText source = context.source();
    times.forEach(time -> fix.replace(time, duration(time, fix, context)));
    int last = source.rangeOf(times.get(times.size() - 1)).end();
    fix.replace(new SourceRange(last, source.rangeOf(unit).end()), "");
  }

  private String duration(Expression time, FixDraft fix, RuleContext context) {
    SourceText source = context.source();
    Optional<Expression> kept = durationOf(time, context);
    if (kept.isPresent()) {
      return Passage.of(kept.get(), source);
    }
    String duration = fix.name("java.time.Duration");
    String text = Passage.of(time, source);
    if (isZero(text)) {
      return duration + ".ZERO";
    }
    String maker = UNITS.get(constant());
    return maker != null
        ? duration + "." + maker + "(" + text + ")"
        : duration + ".ofNanos(" + Passage.of(unit, source) + ".toNanos(" + text + "))";
  }

  private String constant() {
    return unit instanceof FieldAccessExpr access
        ? access.getNameAsString()
        : unit instanceof NameExpr name ? name.getNameAsString() : "";
  }

  /** The duration that is taken apart here, in the very unit, only to be handed over. */
  private Optional<Expression> durationOf(Expression time, RuleContext context) {
    String getter =
        Optional.ofNullable(UNITS.get(constant())).orElse("of").replaceFirst("of", "to");
    return time instanceof MethodCallExpr call
            && call.getArguments().isEmpty()
            && call.getNameAsString().equals(getter)
        ? call.getScope()
            .filter(scope -> context.types().classNameOf(scope).equals("java.time.Duration"))
        : Optional.empty();
  }
}
