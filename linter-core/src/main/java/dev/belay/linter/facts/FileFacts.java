package dev.belay.linter.facts;

import com.github.javaparser.ast.CompilationUnit;
import dev.belay.linter.index.TypeIndex;
import dev.belay.linter.source.SourceText;

/**
 * What can be told of one file, each question answered once. Belongs to the thread that checks the
 * file and is dropped with its tree.
 */
public final class FileFacts {

  private final CompilationUnit unit;
  private final SourceText source;
  private final Types types;
  private final Catalogue catalogue;

  /**
   * Facts of a file.
   *
   * @param unit its tree
   * @param source its text
   * @param index facts of the whole project and of its libraries
   * @param catalogue what is known of task APIs
   */
  public FileFacts(CompilationUnit unit, SourceText source, TypeIndex index, Catalogue catalogue) {
    this.unit = unit;
    this.source = source;
    this.types = new Types(unit, source, index);
    this.catalogue = catalogue;
  }

  /** The file's tree. */
  public CompilationUnit unit() {
    return unit;
  }

  /** The file's text. */
  public SourceText source() {
    return source;
  }

  /** Types of expressions and what calls resolve to. */
  public Types types() {
    return types;
  }

  /** What is known of task APIs. */
  public Catalogue catalogue() {
    return catalogue;
  }
}
