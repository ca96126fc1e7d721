package dev.belay.linter.facts;

import com.github.javaparser.ast.CompilationUnit;
import dev.belay.linter.index.TypeIndex;

/**
 * What can be told of one file, each question answered once. Belongs to the thread that checks the
 * file and is dropped with its tree.
 */
public final class FileFacts {

  private final Types types;

  /**
   * Facts of a file.
   *
   * @param unit its tree
   * @param path relative to the project's root, with forward slashes
   * @param index facts of the whole project and of its libraries
   * @param catalogue what is known of task APIs
   */
  public FileFacts(CompilationUnit unit, String path, TypeIndex index, Catalogue catalogue) {
    this.types = new Types(unit, path, index);
  }

  /** Types of expressions and what calls resolve to. */
  public Types types() {
    return types;
  }
}
