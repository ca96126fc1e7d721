package dev.belay.rules.scopes;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithArguments;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.Role;
import dev.belay.linter.facts.Tokens.LeftBehind;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.Mention;
import dev.belay.rules.remedy.TokenArgument;
import java.util.Set;

/** Flags cancellation tokens that go no further: past a call that could take one, or unused. */
public final class UnforwardedToken implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "unforwarded-token",
          "Cancellation token is not handed on",
          Severity.WARNING,
          Family.SCOPES,
          FixAvailability.SOMETIMES,
          "0.1");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.each(
        MethodCallExpr.class,
        (call, context) ->
            context
                .facts()
                .tokens()
                .findLeftBehind(call)
                .ifPresent(token -> report(call, call.getName(), token, context)));
    on.each(
        ObjectCreationExpr.class,
        (creation, context) ->
            context
                .facts()
                .tokens()
                .findLeftBehind(creation)
                .ifPresent(token -> report(creation, creation.getType(), token, context)));
    on.each(Parameter.class, UnforwardedToken::check);
  }

  @Override
  public Mention needs(Catalogue catalogue) {
    Set<String> tokens = catalogue.simpleTypeNames(Role.TOKEN);
    return Mention.types(tokens).or(Mention.takers(tokens));
  }

  private static <C extends Expression & NodeWithArguments<?>> void report(
      C call, Node callee, LeftBehind token, RuleContext context) {
    context
        .report(
            call,
            "the token " + token.name() + " stays behind: " + callee + " has a form that takes it")
        .because(token.declaration(), "the token is in reach from here on")
        .because(callee, "what is called here cannot learn that it was cancelled")
        .help("pass " + token.name() + " as argument " + (token.index() + 1))
        .mend(TokenArgument.of(call, callee, token, context));
  }

  private static void check(Parameter parameter, RuleContext context) {
    if (!context.facts().tokens().isNeverUsed(parameter)) {
      return;
    }
    context
        .report(
            parameter,
            "nothing looks at the token " + parameter.getNameAsString() + " or hands it on")
        .because(parameter, "callers hand it in here and count on it")
        .help("hand it on to what takes time here, or test it; without need of one, do not take it")
        .refuse("what is to look at the token is for the author to say");
  }
}
