package dev.belay.linter.facts;

import com.github.javaparser.ast.CompilationUnit;
import dev.belay.linter.index.TypeIndex;

/** Types of expressions and what calls resolve to. */
public final class Types {
  Types(CompilationUnit unit, String path, TypeIndex index) {}
}
