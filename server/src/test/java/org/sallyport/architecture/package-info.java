/// What holds for the whole repository rather than for one class: dependencies, budgets, the build itself.
///
/// Owns the rules of ARCHITECTURE.md and CONTRIBUTING.md as tests, each with its reason in the failure message.
/// It knows no behaviour of the product and is called by nothing but the build.
@NullMarked
package org.sallyport.architecture;

import org.jspecify.annotations.NullMarked;
