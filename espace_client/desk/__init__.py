"""The desk of the insurer's advisers: finding a member, seeing why, doing what helps."""
