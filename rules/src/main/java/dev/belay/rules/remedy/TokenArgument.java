package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithArguments;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.facts.Tokens.LeftBehind;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Remedy;
import dev.belay.linter.rule.RuleContext;

/** Hands a call the token that it leaves behind. Without state. */
public final class TokenArgument {

  private TokenArgument() {}

  /**
   * Safe: one form alone takes the token, and without a request to stop it does what the other did.
   *
   * @param call a call or creation
   * @param callee the part of it behind which its arguments stand
   */
  public static <C extends Expression & NodeWithArguments<?>> Remedy of(
      C call, Node callee, LeftBehind token, RuleContext context) {
    if (!token.alsoThrown().isEmpty()) {
      return new Refusal("the form that takes it also throws " + token.alsoThrown().get(0));
    }
    Node declaration = token.declaration();
    boolean local =
        declaration.getParentNode().filter(VariableDeclarationExpr.class::isInstance).isPresent();
    if (local && ((VariableDeclarator) declaration).getInitializer().isEmpty()) {
      return new Refusal("the token may not be set yet");
    }
    boolean field = !local && declaration instanceof VariableDeclarator;
    if (!field && isCaptured(call, declaration) && isWritten(declaration)) {
      return new Refusal("a function may only use a variable that is set once");
    }
    NodeList<Expression> arguments = call.getArguments();
    FixDraft fix = context.fix();
    if (token.index() < arguments.size()) {
      int start = context.source().rangeOf(arguments.get(token.index())).start();
      fix.insert(start, token.name() + ", ");
    } else if (arguments.isEmpty()) {
      int open = context.source().text().indexOf('(', context.source().rangeOf(callee).end());
      fix.insert(open + 1, token.name());
    } else {
      int end = context.source().rangeOf(arguments.get(arguments.size() - 1)).end();
      fix.insert(end, ", " + token.name());
    }
    return fix.safe("hand on the token " + token.name());
  }

  /** Whether code of a function or an inner class stands between a variable and a call. */
  private static boolean isCaptured(Node call, Node declaration) {
    Node home = declaration.getParentNode().orElseThrow();
    for (Node n = call; n != null && n != home; n = n.getParentNode().orElse(null)) {
      boolean function = n instanceof LambdaExpr || n instanceof BodyDeclaration<?>;
      if (function && !declaration.isDescendantOf(n)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWritten(Node variable) {
    return Bindings.usesOf(variable).stream().anyMatch(TokenArgument::isTarget);
  }

  private static boolean isTarget(NameExpr use) {
    return use.getParentNode().orElse(null) instanceof AssignExpr assignment
        && assignment.getTarget() == use;
  }
}
