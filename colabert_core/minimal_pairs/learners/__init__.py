"""The errors of people who learn English, in everyday sentences; by subject, as the rest of the grammar."""
