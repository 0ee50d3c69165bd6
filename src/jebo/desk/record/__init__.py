"""The public record at the desk: which events enter it, what ties them, and each numbered release."""
