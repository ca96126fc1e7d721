package dev.belay.linter.facts;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import com.github.javaparser.ast.stmt.LocalRecordDeclarationStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.TypeParameter;
import dev.belay.linter.index.FileNames;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.NameResolver;
import dev.belay.linter.index.SourceFacts;
import dev.belay.linter.index.TypeFacts;
import dev.belay.linter.index.TypeIndex;
import dev.belay.linter.source.SourceText;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The types a file declares, local and anonymous ones among them, and what written types mean at a
 * place. Local and anonymous classes get names of their own ({@code Outer.1}), which no source can
 * write.
 */
final class EnclosingTypes implements TypeIndex {

  private final CompilationUnit unit;
  private final SourceText source;
  private final TypeIndex index;
  private final NameResolver names;
  private final FileNames fileNames;
  private final Map<String, TypeFacts> own = new HashMap<>();
  private final Map<Node, TypeFacts> byNode = new IdentityHashMap<>();
  private final Map<String, Node> nodes = new HashMap<>();
  private final Map<Type, JavaType> resolved = new IdentityHashMap<>();
  private int anonymous;

  EnclosingTypes(
      CompilationUnit unit, SourceText source, List<TypeFacts> declared, TypeIndex index) {
    this.unit = unit;
    this.source = source;
    this.index = index;
    this.fileNames = SourceFacts.namesOf(unit);
    this.names = new NameResolver(this);
    declared.forEach(type -> own.put(type.name(), type));
    String prefix = fileNames.packageName().isEmpty() ? "" : fileNames.packageName() + ".";
    unit.getTypes().forEach(type -> register(type, prefix + type.getNameAsString()));
  }

  private void register(TypeDeclaration<?> type, String name) {
    byNode.put(type, own.get(name));
    nodes.put(name, type);
    for (Node member : type.getMembers()) {
      if (member instanceof TypeDeclaration<?> inner) {
        register(inner, name + "." + inner.getNameAsString());
      }
    }
  }

  @Override
  public Optional<TypeFacts> find(String name) {
    TypeFacts type = own.get(name);
    return type != null ? Optional.of(type) : index.find(name);
  }

  NameResolver names() {
    return names;
  }

  FileNames fileNames() {
    return fileNames;
  }

  Optional<Node> declarationOf(String typeName) {
    return Optional.ofNullable(nodes.get(typeName));
  }

  /** The innermost type whose body a node stands in. */
  Optional<TypeFacts> around(Node node) {
    Node below = node;
    for (Node n = node.getParentNode().orElse(null);
        n != null;
        n = n.getParentNode().orElse(null)) {
      Optional<TypeFacts> type = ofBody(n, below);
      if (type.isPresent()) {
        return type;
      }
      below = n;
    }
    return Optional.empty();
  }

  /** The type that a node declares, if it does and {@code below} stands in its body. */
  Optional<TypeFacts> ofBody(Node node, Node below) {
    if (node instanceof TypeDeclaration<?> type) {
      return Optional.of(factsOf(type));
    }
    if (node instanceof ObjectCreationExpr creation
        && creation.getAnonymousClassBody().isPresent()
        && creation.getAnonymousClassBody().get().stream().anyMatch(m -> m == below)) {
      return Optional.of(factsOf(creation));
    }
    if (node instanceof EnumConstantDeclaration constant
        && constant.getClassBody().stream().anyMatch(m -> m == below)) {
      return constant.getParentNode().map(p -> factsOf((TypeDeclaration<?>) p));
    }
    return Optional.empty();
  }

  private TypeFacts factsOf(TypeDeclaration<?> type) {
    TypeFacts facts = byNode.get(type);
    if (facts == null) {
      String name = freshName(type) + "." + type.getNameAsString();
      add(SourceFacts.ofLocal(type, name, unit, source), type);
      register(type, name);
      facts = byNode.get(type);
    }
    return facts;
  }

  private TypeFacts factsOf(ObjectCreationExpr creation) {
    TypeFacts facts = byNode.get(creation);
    if (facts == null) {
      add(SourceFacts.ofAnonymous(creation, freshName(creation), unit, source), creation);
      facts = byNode.get(creation);
    }
    return facts;
  }

  private void add(List<TypeFacts> facts, Node node) {
    facts.forEach(type -> own.put(type.name(), type));
    byNode.put(node, facts.get(0));
    nodes.put(facts.get(0).name(), node);
  }

  private String freshName(Node node) {
    return around(node).map(t -> t.name() + ".").orElse("") + ++anonymous;
  }

  /**
   * Whether a name is one that {@link #freshName} gave, to a local or anonymous class or to a
   * member of one. Packages and types may have digits as well, but none begins with one.
   */
  static boolean isInBody(String typeName) {
    for (int i = 0; i < typeName.length(); i++) {
      boolean starts = i == 0 || typeName.charAt(i - 1) == '.';
      if (starts && Character.isDigit(typeName.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** What a written type means at its place. */
  JavaType resolve(Type written) {
    JavaType type = resolved.get(written);
    if (type == null) {
      type = resolve(SourceFacts.written(written), written);
      resolved.put(written, type);
    }
    return type;
  }

  /** What a type that is written out means at a node. */
  JavaType resolve(String written, Node at) {
    Optional<JavaType> local = localType(written, at);
    if (local.isPresent()) {
      return local.get();
    }
    return around(at)
        .map(type -> names.resolve(written, type, methodAround(at)))
        .orElseGet(() -> names.resolve(written, fileNames));
  }

  private static dev.belay.linter.index.MethodFacts methodAround(Node at) {
    for (Node n = at; n != null; n = n.getParentNode().orElse(null)) {
      if (n instanceof CallableDeclaration<?> callable && !callable.getTypeParameters().isEmpty()) {
        return TypeVariables.of(callable);
      }
      if (n instanceof TypeDeclaration<?>) {
        return null;
      }
    }
    return null;
  }

  /** A class declared in a block around the place (JLS 14.3), by its simple name. */
  private Optional<JavaType> localType(String written, Node at) {
    for (Node n = at.getParentNode().orElse(null); n != null; n = n.getParentNode().orElse(null)) {
      if (n instanceof BlockStmt block) {
        for (Statement statement : block.getStatements()) {
          TypeDeclaration<?> declared = null;
          if (statement instanceof LocalClassDeclarationStmt local) {
            declared = local.getClassDeclaration();
          } else if (statement instanceof LocalRecordDeclarationStmt local) {
            declared = local.getRecordDeclaration();
          }
          if (declared != null && declared.getNameAsString().equals(written)) {
            return Optional.of(JavaType.named(factsOf(declared).name()));
          }
        }
      } else if (n instanceof TypeParameter) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
