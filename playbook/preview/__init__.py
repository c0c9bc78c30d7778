"""The site as `playbook serve` shows it: pages made when they are asked for, with what is wrong above them."""
