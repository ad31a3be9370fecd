/// Comma-separated values (RFC 4180), as spreadsheets read and write them.
///
/// Owns how a cell is written so that neither its commas nor a spreadsheet's formulas make anything else of it, and how
/// a table that somebody wrote is read, with the place of every fault. Never knows what the cells mean. Called by
/// whatever hands out or takes tables.
@NullMarked
package org.sallyport.core.csv;

import org.jspecify.annotations.NullMarked;
