/// Comma-separated values (RFC 4180), as spreadsheets read and write them.
///
/// Owns how a cell is written so that neither its commas nor a spreadsheet's formulas make anything else of it.
/// Never knows what the cells mean. Called by whatever hands out tables.
@NullMarked
package org.sallyport.core.csv;

import org.jspecify.annotations.NullMarked;
